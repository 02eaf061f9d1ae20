/** A witness that speaks C2SP tlog-witness (https://c2sp.org/tlog-witness): `add-checkpoint` with a consistency proof. */
import { bodyOf, cosignedAt, type WitnessKey } from '../domain/note.ts';
import type { Answer, Submission, Witness } from './witness.ts';

export interface HttpWitnessParts {
  /** Below which `add-checkpoint` is. */
  readonly url: string;
  readonly key: WitnessKey;
  readonly timeoutMs?: number;
}

const bodyFor = ({ oldSize, proof, note }: Submission): string =>
  `old ${oldSize}\n${proof.map((hash) => `${hash}\n`).join('')}\n${note}`;

/** Its signature of this checkpoint, verified: what cannot be is no answer. */
const agreement = (text: string, note: string, key: WitnessKey): Answer => {
  const line = text.split('\n').find((one) => cosignedAt(one, bodyOf(note), key) !== undefined);
  if (line === undefined) throw new Error('the answer has no signature of the key of the witness');
  return { kind: 'agrees', line };
};

const sizeIn = (text: string): number => {
  const [, size] = text.match(/^(\d{1,15})\n?$/) ?? [];
  if (size === undefined) throw new Error('the witness says that it has another size, and not which');
  return Number(size);
};

export const httpWitness = ({ url, key, timeoutMs = 10_000 }: HttpWitnessParts): Witness => {
  const address = `${url.replace(/\/$/, '')}/add-checkpoint`;
  const add = async (submission: Submission): Promise<Answer> => {
    const body = bodyFor(submission);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(address, { method: 'POST', body, signal, redirect: 'error' });
    const text = (await response.text()).slice(0, 10_000);
    if (response.status === 200) return agreement(text, submission.note, key);
    if (response.status === 409) return { kind: 'has', size: sizeIn(text) };
    if (response.status === 422)
      return { kind: 'contradicts', reason: 'it does not find its tree in this one (the proof does not hold)' };
    throw new Error(`the witness answers ${response.status}`);
  };
  return { name: key.name, key, add };
};
