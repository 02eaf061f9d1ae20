/**
 * Shows the newest checkpoint to every witness, now and then. There is no queue: a newer checkpoint covers those before it. A
 * witness that does not answer in time is asked again in the next round, and holds up nothing; one that contradicts is an alarm.
 */
import type { Logger } from '../../kit/logging.ts';
import { type Loop, startLoop } from '../../kit/loop.ts';
import type { Store } from '../../kit/store/store.ts';
import { consistencyRanges } from '../domain/ranges.ts';
import { type Checkpoint, newestCheckpoint } from '../tree/checkpoints.ts';
import { proofOf } from '../tree/subtrees.ts';
import { keepState, knownSize, type WitnessState } from './state.ts';
import type { Answer, Witness } from './witness.ts';

type Verdict = Exclude<Answer, { readonly kind: 'has' }>;

const longer = (size: number, own: number): Verdict => ({
  kind: 'contradicts',
  reason: `it has seen a log of ${size} leaves, and this one has ${own}: the end was cut off`,
});

/** Once more where it turns out to have another tree than was thought. */
const submit = async (store: Store, witness: Witness, newest: Checkpoint, oldSize: number): Promise<Verdict> => {
  let from = Math.min(oldSize, newest.treeSize);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const proof = await proofOf(store, consistencyRanges(from, newest.treeSize));
    const answer = await witness.add({ oldSize: from, proof, note: newest.note });
    if (answer.kind !== 'has') return answer;
    if (answer.size > newest.treeSize) return longer(answer.size, newest.treeSize);
    from = answer.size;
  }
  throw new Error('the witness names another size each time');
};

/** Shows one witness the newest checkpoint. */
export const showTo = async (store: Store, witness: Witness, log: Logger): Promise<WitnessState> => {
  const { name } = witness;
  const newest = await newestCheckpoint(store);
  if (newest === undefined) return 'agrees';
  const known = await knownSize(store, name);
  if (newest.cosignature?.some((one) => one.witness === name)) return 'agrees';
  const verdict = await submit(store, witness, newest, known).catch((error: Error) => error);
  if (verdict instanceof Error) {
    log.warn({ err: verdict, witness: name }, 'the witness of the audit log did not take the checkpoint');
    await keepState(store, name, 'unreachable', { reason: verdict.message });
    return 'unreachable';
  }
  if (verdict.kind === 'contradicts') {
    log.error({ witness: name, reason: verdict.reason }, 'the witness contradicts the audit log');
    await keepState(store, name, 'contradicts', { reason: verdict.reason });
    return 'contradicts';
  }
  await store.query('insert into cosignature (tree_size, witness, line) values ($1, $2, $3) on conflict do nothing', [
    newest.treeSize,
    name,
    verdict.line ?? 'kept',
  ]);
  await keepState(store, name, 'agrees', { size: newest.treeSize });
  return 'agrees';
};

export interface PushParts {
  readonly store: Store;
  readonly witnesses: readonly Witness[];
  readonly log: Logger;
  readonly intervalMs?: number;
}

export const startPushing = ({ store, witnesses, log, intervalMs = 10_000 }: PushParts): Loop => {
  const loops = witnesses.map((witness) =>
    startLoop({
      name: `audit witness ${witness.name}`,
      intervalMs,
      work: () => showTo(store, witness, log),
      log,
    }),
  );
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
};
