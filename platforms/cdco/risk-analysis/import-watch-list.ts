/** A risk expert imports a list: a new version replaces the one before, whole and at once. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import { readCsv } from '../../../shared-services/reference-data/formats/csv.ts';
import { UnreadableFile } from '../../../shared-services/reference-data/formats/row.ts';
import type { contract } from './contract.ts';
import type { RiskLevel } from './domain/profile.ts';
import { type RiskAreaCode, riskAreas } from './domain/risk-areas.ts';
import { contentHashOf, type Unversioned } from './domain/watch-lists/content-hash.ts';
import { readList } from './domain/watch-lists/import-list.ts';
import { type ImportFault, type ImportRows, rowsOfCsv, rowsOfJson } from './domain/watch-lists/import-rows.ts';
import { usualLeastScore } from './domain/watch-lists/watch-list.ts';
import { newestForImport, writeWatchList } from './storage/watch-lists.ts';

type Operation = (typeof contract)['services']['WatchLists']['operations']['importWatchList'];
type Request = Content<Operation['request']>;
type Reply = Content<NonNullable<Operation['reply']>>;

const rowsOf = ({ format, content }: Request): ImportRows => {
  try {
    return format === 'csv' ? rowsOfCsv(readCsv(content)) : rowsOfJson(JSON.parse(content));
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof SyntaxError)) throw error;
    const message = error instanceof UnreadableFile ? error.message : 'not JSON';
    return { rows: [], faults: [{ path: [], message }] };
  }
};

const factFaults = ({ riskAreaCode, validFrom, validTo }: Request): readonly ImportFault[] => [
  ...(riskAreaCode in riskAreas ? [] : [{ path: ['riskAreaCode'], message: 'no such risk area' }]),
  ...(validTo !== undefined && validTo < validFrom ? [{ path: ['validTo'], message: 'before validFrom' }] : []),
];

const listOf = (request: Request): Unversioned => {
  const { entries, faults } = readList(rowsOf(request));
  const all = [...factFaults(request), ...faults.map(({ path, message }) => ({ path: ['content', ...path], message }))];
  if (all.length > 0) {
    const title = 'The list cannot be imported; each fault is listed.';
    const coded = all.map((fault) => ({ ...fault, code: 'WATCH_LIST_FAULT' }));
    throw new Refusal({ code: 'WATCH_LIST_INVALID', status: 'invalid', title, faults: coded });
  }
  const { listId, title, source, riskAreaCode, riskLevel, validFrom, validTo, leastScore, invented } = request;
  return {
    listId,
    title,
    source,
    riskAreaCode: riskAreaCode as RiskAreaCode,
    riskLevel: riskLevel as RiskLevel,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    leastScore: leastScore ?? usualLeastScore,
    invented: invented ?? false,
    entries,
  };
};

const write = async (transaction: Transaction, list: Unversioned, call: OperationCall, clock: Clock) => {
  const newest = await newestForImport(transaction, list.listId);
  const contentHash = contentHashOf(list);
  const isNew = newest?.content_hash !== contentHash;
  const version = isNew ? (newest?.version ?? 0) + 1 : newest.version;
  if (isNew) {
    const importedAt = toSecond(clock.nowMs());
    await writeWatchList(transaction, { ...list, version, contentHash, importedBy: call.caller.party, importedAt });
  }
  const reference = `${list.listId}/${version}`;
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, isNew ? 'accepted' : 'done', { reference, personalData: true }));
  return { listId: list.listId, version, entryCount: list.entries.length };
};

export const importWatchList =
  ({ store, clock }: { readonly store: Store; readonly clock: Clock }): Handler<Request, Reply> =>
  async (request, call) => {
    const list = listOf(request);
    return store.transaction((transaction) => write(transaction, list, call, clock));
  };
