/** Counts of places: how many in this minute, and how many at once. In memory, within a bound. */

const minuteMs = 60_000;
const maxPlaces = 50_000;

interface Minute {
  count: number;
  endsAtMs: number;
}

export type CountOfMinute = (place: string) => number;

/** Counts one more; gives how many there were in the minute that began with the first of them. */
export const countByMinute = (nowMs: () => number = () => performance.now()): CountOfMinute => {
  const minutes = new Map<string, Minute>();
  return (place) => {
    const known = minutes.get(place);
    if (known !== undefined && known.endsAtMs > nowMs()) {
      known.count += 1;
      return known.count;
    }
    minutes.delete(place);
    minutes.set(place, { count: 1, endsAtMs: nowMs() + minuteMs });
    // The one that began first stands first.
    if (minutes.size > maxPlaces) minutes.delete(minutes.keys().next().value!);
    return 1;
  };
};

export interface Held {
  readonly of: (place: string) => number;
  /** Gives how to end it, once. */
  begin(place: string): () => void;
}

export const countHeld = (): Held => {
  const counts = new Map<string, number>();
  const of = (place: string) => counts.get(place) ?? 0;
  return {
    of,
    begin: (place) => {
      counts.set(place, of(place) + 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        if (of(place) <= 1) counts.delete(place);
        else counts.set(place, of(place) - 1);
      };
    },
  };
};
