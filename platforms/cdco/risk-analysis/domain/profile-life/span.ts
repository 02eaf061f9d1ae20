/** From when until when, to the instant, a version of a profile is held by the engine; days of validity apply within it. */
import type { Profile } from '../profile.ts';

/** Milliseconds since the epoch; the first belongs to it, the last does not. Infinite where the days alone decide. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface TimedProfile extends Span {
  readonly profile: Profile;
}

export const holdsAt = ({ fromMs, untilMs }: Span, atMs: number): boolean => fromMs <= atMs && atMs < untilMs;

/** Of those the profiles themselves that are held at the instant. */
export const heldAt = (versions: readonly TimedProfile[], atMs: number): readonly Profile[] =>
  versions.filter((one) => holdsAt(one, atMs)).map(({ profile }) => profile);

/** Instants after this one at which something begins or ends, in order, each once. */
export const switchesAfter = (spans: readonly Span[], atMs: number): readonly number[] =>
  [...new Set(spans.flatMap(({ fromMs, untilMs }) => (fromMs < untilMs ? [fromMs, untilMs] : [])))]
    .filter((instant) => instant > atMs && Number.isFinite(instant))
    .sort((a, b) => a - b);
