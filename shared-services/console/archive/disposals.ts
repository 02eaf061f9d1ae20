/** What is to be destroyed, was agreed to by two people, or is gone with its proof. */
import { contract as archiving } from '../../archiving/contract.ts';
import { html } from '../../gateway/pages/html.ts';
import { buttonLink } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import { textsOf } from '../shown/asked.ts';
import { whole } from '../shown/words.ts';
import { disposalColumns } from './columns.ts';

const states = ['proposed', 'approved', 'rejected', 'withdrawn', 'destroyed'];

const show = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const wanted = textsOf(fields, ['state', 'before']);
  const { disposal = [], next, total } = await calls.to(archiving).listDisposals({ ...wanted, limit: 100 });
  return tablePage({
    title: 'Disposals',
    here: paths.disposals,
    still: true,
    lead: html`<p class="lead">${whole(total)} ${total === 1 ? 'disposal' : 'disposals'}.</p>`,
    table: {
      caption: 'Disposals, the newest first',
      path: paths.disposals,
      fields,
      columns: disposalColumns,
      rows: disposal,
      empty: 'No disposal is like that.',
      filters: [{ name: 'state', label: 'State', choices: [['', 'all'], ...states.map((one) => [one, one] as const)] }],
    },
    after:
      next !== undefined &&
      html`<p class="actions">${buttonLink('Older disposals', address(paths.disposals, { ...wanted, before: next }), 'secondary')}</p>`,
  });
};

export const disposalsPage: ConsolePage = {
  path: '/disposals',
  link: { title: 'Disposals', group: 'Assurance' },
  shows: ['archiving.listDisposals'],
  show,
};
