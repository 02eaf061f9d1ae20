/** Import of profiles, as a batch that was exported or as a decision table: every one becomes a draft, or none does. */
import { textArea } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import type { Fault } from '../../../../../shared-services/kit/refusal.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { select } from '../filter.ts';
import { contentFields, contentIn, faultTable, nothingImported, placedFaults } from '../upload.ts';
import { type Format, formatOf, formats, importAs, isFormat } from './formats.ts';
import { outcomePage } from './outcome.ts';

interface Wrong {
  readonly faults: Faults;
  readonly placed: readonly Fault[];
}

const page = (visit: Visit, { faults, placed }: Wrong): PageAnswer => {
  const { text } = visit.fields;
  const format = isFormat(text('format')) ? text('format') : 'csv';
  const body: Piece = html`${faultTable(placed, formatOf(format as Format).row)}${select('format', 'What it is', formats, format)}
${contentFields(visit.fields, faults.fields)}
${textArea({ name: 'reason', label: 'Why', hint: 'It stays on record with each draft of a table; a batch brings its own reasons.', value: text('reason'), rows: 2, optional: true, faults: faults.fields })}
<div class="actions">${submit('Import')}${link('Cancel', paths.profiles)}</div>`;
  return askingPage(
    visit,
    {
      ...{ here: paths.profiles, above: [{ title: 'Profiles', path: paths.profiles }] },
      ...{ title: 'Import profiles', action: paths.imports, body, files: true },
      lead: 'Each profile becomes a draft that waits for another person. Where one has a fault, none is drafted.',
    },
    faults,
  );
};

export const askImport = async (visit: Visit): Promise<PageAnswer> => page(visit, { faults: noFaults, placed: [] });

const wrong = (fields: Faults['fields']): Wrong => ({ faults: { fields, others: [] }, placed: [] });

export const importProfiles = async (visit: Visit): Promise<PageAnswer> => {
  const [format, content] = [visit.fields.text('format'), contentIn(visit.fields)];
  if (!isFormat(format)) return page(visit, wrong({ format: ['Choose what it is.'] }));
  if (content === '') return page(visit, wrong({ content: ['Choose a file, or paste what stands in it.'] }));
  try {
    return outcomePage(await importAs(visit, format, content));
  } catch (error) {
    if (error instanceof SyntaxError) return page(visit, wrong({ content: [`This is no JSON: ${error.message}.`] }));
    const placed = placedFaults(error, ['RISK_IMPORT_FAULTY']);
    if (placed !== undefined) return page(visit, { faults: { fields: {}, others: [nothingImported(placed)] }, placed });
    const faults = faultsFrom(error, { '/reason': 'reason', '/table': 'content', '/profiles': 'content' });
    if (faults === undefined) throw error;
    return page(visit, { faults, placed: [] });
  }
};
