/** Drafts, the newest first, by state. */
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, link, moment, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { asked, filterForm, pager, select } from '../filter.ts';
import { stateOf, stateWord } from '../words.ts';

const states = ['checked', 'approved', 'active', 'retired', 'rejected'];
const pageSize = 25;

export const listDrafts = async ({ calls, fields, visitor }: Visit): Promise<PageAnswer> => {
  const state = states.find((one) => one === fields.text('state')) ?? '';
  const { drafts = [] } = await calls.to(contract).listDrafts(state === '' ? {} : { state });
  const pages = Math.max(1, Math.ceil(drafts.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number.parseInt(fields.text('page'), 10) || 1));
  const rows = table({
    caption: 'Drafts, the newest first',
    rows: drafts.slice((page - 1) * pageSize, page * pageSize),
    columns: [
      { title: 'Profile', cell: ({ draftId, profileId }) => link(profileId, paths.draft(draftId)) },
      { title: 'Version', cell: ({ profileVersion }) => profileVersion },
      { title: 'State', cell: (one) => stateOf(one.state) },
      { title: 'Active from', cell: ({ activeAt }) => (activeAt === undefined ? '' : moment(activeAt)) },
    ],
  });
  return {
    here: paths.drafts,
    page: {
      title: 'Drafts',
      body: html`<p class="lead">What was proposed, and what became of it.</p>
${visitor.may('risk-analysis.draftProfile') && html`<p class="actions">${buttonLink('Draft a profile', paths.newDraft)}</p>`}
${filterForm(paths.drafts, 'Drafts', select('state', 'State', [['', 'All'], ...states.map((one) => [one, stateWord(one)] as const)], state))}
${drafts.length === 0 ? html`<p>No draft is like that.</p>` : rows}
${pager({ page, pages, addressOf: (number) => asked(paths.drafts, { state, page: String(number) }) })}`,
    },
  };
};
