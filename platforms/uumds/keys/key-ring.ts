/**
 * Which key signs when. A new key is published for some time before it signs, so that whoever keeps a copy of the published
 * keys has it in time; the old one stays published until nothing that it signed is valid any more.
 */
import type { JWK } from 'jose';

export interface SigningKey {
  /** Private key with its `kid`. */
  readonly jwk: JWK;
  /** Milliseconds since the epoch. */
  readonly signsFromMs: number;
}

export interface RotationPolicy {
  /** How long a key signs. */
  readonly signsForMs: number;
  /** How long a key is published before it signs: longer than anybody keeps a copy of the published keys. */
  readonly publishedBeforeMs: number;
  /** How long a key stays published after its successor signs: as long as anything that it signed is valid. */
  readonly keptForMs: number;
}

const hourMs = 3_600_000;

/** Copies are fresh for five minutes at the gateways; what lives longest is the hint of a session, for a working day. */
export const defaultRotationPolicy: RotationPolicy = {
  signsForMs: 30 * 24 * hourMs,
  publishedBeforeMs: hourMs,
  keptForMs: 12 * hourMs,
};

/** Newest first; of two that begin at the same moment, every process puts the same one first. */
const newestFirst = (one: SigningKey, other: SigningKey): number =>
  other.signsFromMs - one.signsFromMs || String(one.jwk.kid).localeCompare(String(other.jwk.kid));

/** The key that signs first, then all others that are published. @throws Error where no key signs yet. */
export const publishedKeys = (keys: readonly SigningKey[], nowMs: number): readonly SigningKey[] => {
  const ordered = keys.toSorted(newestFirst);
  const signing = ordered.find(({ signsFromMs }) => signsFromMs <= nowMs);
  if (signing === undefined) throw new Error('No key of the identity provider signs yet.');
  return [signing, ...ordered.filter((key) => key !== signing)];
};

/** When the next key is to sign, where it is time to publish it; nothing where it is not. */
export const nextKeySignsFromMs = (
  keys: readonly SigningKey[],
  nowMs: number,
  { signsForMs, publishedBeforeMs }: RotationPolicy,
): number | undefined => {
  const newestMs = Math.max(...keys.map(({ signsFromMs }) => signsFromMs));
  return nowMs >= newestMs + signsForMs - publishedBeforeMs ? nowMs + publishedBeforeMs : undefined;
};

/** Keys whose successor has signed for so long that nothing of theirs is valid any more. */
export const retiredKeys = (
  keys: readonly SigningKey[],
  nowMs: number,
  { keptForMs }: RotationPolicy,
): readonly SigningKey[] => {
  const ordered = keys.toSorted(newestFirst);
  return ordered.filter((_key, index) => {
    const successor = ordered[index - 1];
    return successor !== undefined && successor.signsFromMs + keptForMs <= nowMs;
  });
};
