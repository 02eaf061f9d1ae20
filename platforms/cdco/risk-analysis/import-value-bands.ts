import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { readCsv } from '../../../shared-services/reference-data/formats/csv.ts';
import { UnreadableFile } from '../../../shared-services/reference-data/formats/row.ts';
import type { contract } from './contract.ts';
import type { Band } from './domain/credibility/bands.ts';
import { createBandBuilder } from './domain/credibility/build-bands.ts';
import { type CsvRow, type RowFault, readBands, readHistory } from './domain/credibility/read-rows.ts';
import { writeBands } from './storage/value-bands.ts';

type Operation = (typeof contract)['services']['ValueBands']['operations']['importValueBands'];
type Request = Content<Operation['request']>;
type Reply = Content<NonNullable<Operation['reply']>>;

/** Faults that are told at once; more help nobody. */
const maxFaults = 999;
const usualSupport = 10;

/** Line and column as a pointer: `/csv/4/support` is the cell `support` of line 5, for pointers count from 0. */
const faultOf = ({ line, column, message }: RowFault): Fault => ({
  code: 'VALUE_BANDS_ROW',
  path: ['csv', line - 1, ...(column === undefined ? [] : [column])],
  message: `Line ${line}: ${message}`,
});

const refuse = (faults: readonly Fault[]): never => {
  throw new Refusal({
    code: 'VALUE_BANDS_INVALID',
    status: 'invalid',
    title: `${faults.length} faults: nothing was imported.`,
    faults: faults.slice(0, maxFaults),
  });
};

const rowsIn = (csv: string): { readonly rows: readonly CsvRow[]; readonly faults: readonly RowFault[] } => {
  try {
    const { rows, bad } = readCsv(csv);
    return {
      rows: rows as readonly CsvRow[],
      faults: bad.map(({ line, reason }) => ({ line, message: `${reason}.` })),
    };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return refuse([{ code: 'VALUE_BANDS_FILE', path: ['csv'], message: error.message }]);
  }
};

const made = ({ content, minimumSupport = usualSupport }: Request, rows: readonly CsvRow[]) => {
  if (content === 'bands') {
    const { read, faults } = readBands(rows);
    return { faults, bands: () => read };
  }
  const { read, faults } = readHistory(rows);
  const build = (): readonly Band[] => {
    const builder = createBandBuilder();
    for (const one of read) builder.add(one);
    return builder.finish(minimumSupport);
  };
  return { faults, bands: build };
};

/** All of the file, or nothing and every fault of it. */
const bandsIn = (request: Request): { readonly bands: readonly Band[]; readonly rows: number } => {
  const { rows, faults: malformed } = rowsIn(request.csv);
  const { faults, bands } = made(request, rows);
  const all = [...malformed, ...faults].toSorted((a, b) => a.line - b.line);
  if (all.length > 0) refuse(all.map(faultOf));
  const found = bands();
  const nothing = 'The file gives no band: it has no row, or none with enough cases.';
  if (found.length === 0) refuse([{ code: 'VALUE_BANDS_FILE', path: ['csv'], message: nothing }]);
  return { bands: found, rows: rows.length };
};

/** What is imported is in force within a second, in all processes. */
export const importValueBands =
  (store: Store): Handler<Request, Reply> =>
  async (request, call) => {
    const { currency, source, content, minimumSupport, csv } = request;
    const { bands, rows } = bandsIn(request);
    const contentSha256 = sha256Hex(JSON.stringify([currency, content, minimumSupport ?? usualSupport, csv]));
    const { version, repeated } = await store.transaction(async (transaction) => {
      const written = await writeBands(transaction, { currency, source, contentSha256, bands });
      const outcome = written.repeated ? 'done' : 'accepted';
      const reference = `value-bands-${written.version}`;
      transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference }));
      return written;
    });
    return { bandsVersion: version, bands: bands.length, rows, repeated };
  };
