/** Watch lists by their newest version. Entries are not shown: a party is looked for, not browsed. */
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, code, day, moment, state, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { pageIn } from '../asking.ts';
import { asked, pager } from '../filter.ts';
import { count } from '../trials/words.ts';
import { levelOf } from '../words.ts';

export const listWatchLists = async ({ calls, fields, visitor }: Visit): Promise<PageAnswer> => {
  const { watchLists = [] } = await calls.to(contract).listWatchLists({});
  const { page, pages, shown } = pageIn(watchLists, fields.text('page'));
  const lists = table({
    caption: 'Watch lists, each by its newest version',
    rows: shown,
    columns: [
      { title: 'Id', cell: ({ listId, version }) => html`${code(listId)} version ${version}` },
      {
        title: 'Title and source',
        cell: ({ title, source, invented }) =>
          html`${title}${invented && html` ${state('Invented', 'ended')}`}<br><span class="muted">${source}</span>`,
      },
      { title: 'Area', cell: ({ riskAreaCode }) => riskAreaCode },
      { title: 'Level', cell: ({ riskLevel }) => levelOf(riskLevel) },
      { title: 'Entries', cell: ({ entryCount }) => count(entryCount) },
      { title: 'Hits from', cell: ({ leastScore }) => `${leastScore} %` },
      {
        title: 'In force',
        cell: ({ validFrom, validTo }) =>
          html`from ${day(validFrom)}${validTo !== undefined && html` to ${day(validTo)}`}`,
      },
      { title: 'Imported', cell: ({ importedAt }) => moment(importedAt) },
    ],
  });
  const actions = html`<div class="actions">${visitor.may('risk-analysis.screenParties') && buttonLink('Look for a party', paths.screening)}${visitor.may('risk-analysis.importWatchList') && buttonLink('Import a list', paths.newWatchList, 'secondary')}</div>`;
  return {
    here: paths.watchLists,
    page: {
      title: 'Watch lists',
      body: html`<p class="lead">Parties, addresses, containers and vessels that are looked out for.</p>${actions}
${shown.length === 0 ? html`<p>There is no list.</p>` : lists}
${pager({ page, pages, addressOf: (number) => asked(paths.watchLists, { page: String(number) }) })}`,
    },
  };
};
