/**
 * Recomputes a whole audit log from its export, and names the first record that does not hold. Nothing here is shared with what
 * wrote it; a rule of the repository proves that.
 */

import { type Batch, createBatchCheck, type RecordLine } from './batch-check.ts';
import { type Checkpoint, readCheckpoint, type VerifierKey, verifierKeyIn } from './notes.ts';
import type { OriginRecord, Origins } from './origins.ts';
import { createOrigins } from './origins.ts';
import { growingTree } from './tree.ts';
import { type Fault, faultWith, type Verdict } from './verdict.ts';

export interface Options {
  /** Absent: those that stand in the export. */
  readonly keys?: readonly VerifierKey[];
  /** Signed notes that somebody else kept. */
  readonly kept?: readonly string[];
  /** How long a run may go on before a number that is missing is missed. */
  readonly settleMs: number;
}

interface Other {
  readonly portoriumAuditExport?: number;
  readonly keys?: readonly { readonly verifierKey: string }[];
  readonly batch?: Batch;
  readonly checkpoint?: { readonly note: string };
  readonly end?: { readonly leaves: number };
}

const recordStart = Buffer.from('{"record":');
const isRecord = (line: Buffer): boolean =>
  line.compare(recordStart, 0, recordStart.length, 0, recordStart.length) === 0;

export const createVerification = ({ keys: given, kept = [], settleMs }: Options) => {
  const tree = growingTree();
  const origins: Origins = createOrigins(settleMs);
  let keys = given ?? [];
  let awaited: Checkpoint[] | undefined;
  let lastSigned = 0;
  let checkpoints = 0;
  let ended: number | undefined;
  let fault: Fault | undefined;

  const fail = (leaf: number, reason: string, position?: string) => {
    fault ??= faultWith(leaf, reason, position);
  };
  const keptOnes = (): Checkpoint[] => {
    awaited ??= kept.map((note) => readCheckpoint(note, keys));
    for (const { size, signedBy } of awaited)
      if (signedBy.length === 0) throw new Error(`the checkpoint of ${size} leaves is not signed with one of the keys`);
    return awaited;
  };
  const holdAgainstKept = () => {
    for (const { size, root } of keptOnes())
      if (size === tree.size() && !root.equals(tree.root()))
        fail(0, `the log of ${size} leaves is another one than the kept checkpoint vouches for`);
  };
  const takeLeaf = ({ hash, parsed, position }: RecordLine) => {
    const leaf = tree.size();
    const wrong = origins.take(parsed as OriginRecord);
    if (wrong !== undefined) fail(leaf, wrong, position);
    tree.add(hash);
    if (kept.length > 0) holdAgainstKept();
  };
  const batches = createBatchCheck({ size: tree.size, take: takeLeaf, fail });

  const takeCheckpoint = (note: string) => {
    const { size, root, signedBy } = readCheckpoint(note, keys);
    checkpoints += 1;
    if (signedBy.length === 0)
      return fail(lastSigned, `the checkpoint of ${size} leaves is not signed with one of the keys`);
    if (size !== tree.size()) return fail(tree.size(), `the checkpoint of ${size} leaves stands after ${tree.size()}`);
    if (!root.equals(tree.root()))
      return fail(lastSigned, `a record of the leaves ${lastSigned} to ${size - 1} was changed, and its hash with it`);
    lastSigned = size;
  };
  const takeOther = (line: Buffer) => {
    const other = JSON.parse(line.toString('utf8')) as Other;
    batches.finish();
    if (other.portoriumAuditExport !== undefined)
      keys = given ?? (other.keys ?? []).map((one) => verifierKeyIn(one.verifierKey));
    if (other.batch !== undefined) batches.begin(other.batch);
    if (other.checkpoint !== undefined) takeCheckpoint(other.checkpoint.note);
    if (other.end !== undefined) ended = other.end.leaves;
  };

  const atTheEnd = () => {
    batches.finish();
    const size = tree.size();
    if (ended === undefined) fail(size, 'the export is cut off: its last line is missing');
    else if (ended !== size)
      fail(Math.min(size, ended), `the export says that it has ${ended} leaves, and has ${size}`);
    for (const one of keptOnes())
      if (one.size > size)
        fail(size, `the end was cut off: a kept checkpoint has ${one.size} leaves, the export ${size}`);
    if (lastSigned === 0 && size > 0) fail(0, 'there is no checkpoint that vouches for the records');
  };

  return {
    /** @returns whether it makes sense to read on */
    take: (line: Buffer): boolean => {
      try {
        if (isRecord(line)) batches.record(line);
        else takeOther(line);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        fail(tree.size(), 'a line is not JSON');
      }
      return fault === undefined;
    },
    end: (): Verdict => {
      if (fault === undefined) atTheEnd();
      const facts = {
        leaves: tree.size(),
        checkpoints,
        vouchedFor: lastSigned,
        root: tree.root(),
        open: origins.open(),
      };
      return fault === undefined ? { proven: true, ...facts } : { proven: false, fault, ...facts };
    },
  };
};

/** @throws {Error} it cannot be tried: no export, no checkpoint, a key that is none */
export const verifyExport = async (lines: AsyncIterable<readonly Buffer[]>, options: Options): Promise<Verdict> => {
  const verification = createVerification(options);
  for await (const some of lines) for (const line of some) if (!verification.take(line)) return verification.end();
  return verification.end();
};
