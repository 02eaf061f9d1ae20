/** Import of a watch list, whole: a new version takes the place of the one before. */
import { choiceField, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import type { Fault } from '../../../../../shared-services/kit/refusal.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { vocabularyOf } from '../../conditions/vocabulary.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { select } from '../filter.ts';
import { contentFields, contentIn, faultTable, nothingImported, placedFaults } from '../upload.ts';
import { levelWords } from '../words.ts';

const formats = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
] as const;
const names = [
  'listId',
  'title',
  'source',
  'riskAreaCode',
  'riskLevel',
  'validFrom',
  'validTo',
  'leastScore',
  'format',
  'content',
];
const places = Object.fromEntries(names.map((name) => [`/${name}`, name]));

const page = async (visit: Visit, faults: Faults, placed: readonly Fault[]): Promise<PageAnswer> => {
  const { text, all } = visit.fields;
  const { riskAreas } = await vocabularyOf(visit.calls, 'entry');
  const field = (name: string, label: string, more: object = {}) =>
    textField({ name, label, value: text(name), faults: faults.fields, ...more });
  const areas = riskAreas.map((one) => [one.code, `${one.code} ${one.title}`] as const);
  const body = html`${faultTable(placed, 'Line')}${field('listId', 'Id of the list', { hint: 'Begins with WL-', size: 'short', code: true, maxLength: 17 })}
${field('title', 'Title', { size: 'long' })}${field('source', 'Source', { size: 'long', hint: 'Who keeps the list, and where it comes from.' })}
${select('riskAreaCode', 'Risk area', [['', 'Choose'], ...areas], text('riskAreaCode'))}
${select('riskLevel', 'Level of a hit', [['', 'Choose'], ...levelWords], text('riskLevel'))}
<div class="side-by-side">${field('validFrom', 'First day in force', { type: 'date', size: 'short', value: text('validFrom') || toDay(visit.nowMs) })}${field('validTo', 'Last day in force', { type: 'date', size: 'short', optional: true })}</div>
${field('leastScore', 'Alike, per cent, at least', { size: 'short', optional: true, hint: '50 to 100; 86 without it.' })}
${choiceField({ name: 'invented', label: 'What it is for', optional: true, many: true, choices: [{ value: 'yes', label: 'It is made up, for tests and demonstrations' }], chosen: all('invented') })}
${select('format', 'Written as', formats, text('format') || 'csv')}
${contentFields(visit.fields, faults.fields)}
<div class="actions">${submit('Import the list')}${link('Cancel', paths.watchLists)}</div>`;
  return askingPage(
    visit,
    {
      ...{ here: paths.watchLists, above: [{ title: 'Watch lists', path: paths.watchLists }] },
      ...{ title: 'Import a watch list', action: paths.newWatchList, body, files: true },
      lead: 'All entries of the list: the new version takes the place of the one before, in all processes at once.',
    },
    faults,
  );
};

export const askWatchList = (visit: Visit): Promise<PageAnswer> => page(visit, noFaults, []);

const entered = ({ fields }: Visit) => {
  const { text } = fields;
  const least = text('leastScore');
  return {
    ...{ listId: text('listId').toUpperCase(), title: text('title'), source: text('source'), format: text('format') },
    ...{ riskAreaCode: text('riskAreaCode'), riskLevel: text('riskLevel'), validFrom: text('validFrom') },
    ...(text('validTo') === '' ? {} : { validTo: text('validTo') }),
    ...(least === '' ? {} : { leastScore: Number(least) }),
    ...(fields.all('invented').includes('yes') ? { invented: true } : {}),
    content: contentIn(fields),
  };
};

export const importWatchList = async (visit: Visit): Promise<PageAnswer> => {
  try {
    const { listId, version, entryCount } = await visit.calls.to(contract).importWatchList(entered(visit));
    return { goTo: paths.watchLists, news: { title: `${listId} version ${version} has ${entryCount} entries` } };
  } catch (error) {
    const placed = placedFaults(error, ['WATCH_LIST_INVALID']);
    if (placed !== undefined) return page(visit, { fields: {}, others: [nothingImported(placed)] }, placed);
    const faults = faultsFrom(error, places);
    if (faults === undefined) throw error;
    return page(visit, faults, []);
  }
};
