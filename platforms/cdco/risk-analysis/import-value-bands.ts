import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { type NewBands, writeBands } from './storage/value-bands.ts';
import { createFileReader } from './value-bands/read-apart.ts';
import type { BandFile, FileFault } from './value-bands/read-file.ts';

type Operation = (typeof contract)['services']['ValueBands']['operations']['importValueBands'];
type Request = Content<Operation['request']>;
type Reply = Content<NonNullable<Operation['reply']>>;

/** Faults that are told at once; more help nobody. */
const maxFaults = 999;
const usualSupport = 10;

/** Line and column as a pointer: `/csv/4/support` is the cell `support` of line 5, for pointers count from 0. */
const faultOf = ({ line, column, message }: FileFault): Fault =>
  line === undefined
    ? { code: 'VALUE_BANDS_FILE', path: ['csv'], message }
    : {
        code: 'VALUE_BANDS_ROW',
        path: ['csv', line - 1, ...(column === undefined ? [] : [column])],
        message: `Line ${line}: ${message}`,
      };

const refusalOf = (faults: readonly FileFault[]): Refusal =>
  new Refusal({
    code: 'VALUE_BANDS_INVALID',
    status: 'invalid',
    title: `${faults.length} faults: nothing was imported.`,
    faults: faults.slice(0, maxFaults).map(faultOf),
  });

const write = async (transaction: Transaction, bands: NewBands, call: OperationCall) => {
  const written = await writeBands(transaction, bands);
  const outcome = written.repeated ? 'done' : 'accepted';
  const reference = `value-bands-${written.version}`;
  transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference }));
  return written;
};

/** All of the file, or nothing and every fault of it. What is imported is in force within a second, in all processes. */
export const importValueBands = (store: Store, clock: Clock): Handler<Request, Reply> => {
  const read = createFileReader();
  return async ({ content, currency, source, minimumSupport = usualSupport, csv }, call) => {
    const file = { content, minimumSupport, csv } as BandFile;
    const found = await read(file, Math.max(1, call.deadlineAtMs - clock.nowMs()));
    if ('faults' in found) throw refusalOf(found.faults);
    const { bands, rows } = found;
    const contentSha256 = sha256Hex(JSON.stringify([currency, content, minimumSupport, csv]));
    const { version, repeated } = await store.transaction((transaction) =>
      write(transaction, { currency, source, contentSha256, bands }, call),
    );
    return { bandsVersion: version, bands: bands.length, rows, repeated };
  };
};
