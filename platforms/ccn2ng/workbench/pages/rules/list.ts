/** Rules beside the profiles by their newest version, and drafts of them that wait for another person. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, link, moment, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { pageIn } from '../asking.ts';
import { asked, filterForm, pager, select } from '../filter.ts';
import { stateOf } from '../words.ts';
import { kindTitles } from './fields.ts';

type Operations = (typeof contract)['services']['RiskRules']['operations'];
type Rule = NonNullable<ReplyOf<Operations['listRules']>['rules']>[number];
type Draft = NonNullable<ReplyOf<Operations['listRuleDrafts']>['drafts']>[number];

const rulesOf = (rules: readonly Rule[]): Html =>
  table({
    caption: 'Rules, each by its newest version',
    rows: rules,
    columns: [
      { title: 'Id', cell: ({ ruleId }) => link(ruleId, paths.rule(ruleId)) },
      { title: 'Title', cell: ({ title }) => title },
      { title: 'Kind', cell: ({ kind }) => kindTitles[kind] ?? kind },
      { title: 'Version', cell: ({ ruleVersion }) => ruleVersion },
      { title: 'State', cell: ({ state }) => stateOf(state) },
      { title: 'Active from', cell: ({ activeAt }) => activeAt !== undefined && moment(activeAt) },
    ],
  });

const draftsOf = (drafts: readonly Draft[]): Piece =>
  drafts.length > 0 &&
  table({
    caption: 'Drafts that wait for another person',
    rows: drafts,
    columns: [
      { title: 'Rule', cell: ({ draftId, ruleId }) => link(ruleId, paths.ruleDraft(draftId)) },
      { title: 'Version', cell: ({ ruleVersion }) => ruleVersion },
      { title: 'State', cell: ({ state }) => stateOf(state) },
    ],
  });

const newRules = html`<div class="actions">${Object.entries(kindTitles).map(([kind, title]) =>
  buttonLink(`Draft: ${title.toLowerCase()}`, asked(paths.newRule, { kind }), 'secondary'),
)}</div>`;

export const listRules = async ({ calls, fields, visitor }: Visit): Promise<PageAnswer> => {
  const risk = calls.to(contract);
  const kind = Object.hasOwn(kindTitles, fields.text('kind')) ? fields.text('kind') : '';
  const [{ rules = [] }, { drafts = [] }] = await Promise.all([
    risk.listRules(kind === '' ? {} : { kind }),
    risk.listRuleDrafts({ state: 'checked' }),
  ]);
  const { page, pages, shown } = pageIn(rules, fields.text('page'));
  const kinds = [['', 'All'] as const, ...Object.entries(kindTitles)];
  const body = html`<p class="lead">What is judged by beside profiles: the history of operators, credibility, statistics, chance.</p>
${visitor.may('risk-analysis.draftRule') && newRules}
${draftsOf(drafts)}
${filterForm(paths.rules, 'Rules', select('kind', 'Kind', kinds, kind))}
${shown.length === 0 ? html`<p>No rule is like that.</p>` : rulesOf(shown)}
${pager({ page, pages, addressOf: (number) => asked(paths.rules, { kind, page: String(number) }) })}`;
  return { here: paths.rules, page: { title: 'Rules', body } };
};
