/** Places that are closed for a while, as this process knows it. */

const maxPlaces = 50_000;

export interface ClosedPlaces {
  close(place: string, forMs: number): void;
  /** Milliseconds; not positive: it is open. */
  forMs(place: string): number;
}

export const createClosed = (): ClosedPlaces => {
  const untilMs = new Map<string, number>();
  return {
    close: (place, forMs) => {
      untilMs.delete(place);
      untilMs.set(place, performance.now() + forMs);
      if (untilMs.size > maxPlaces) untilMs.delete(untilMs.keys().next().value!);
    },
    forMs: (place) => (untilMs.get(place) ?? 0) - performance.now(),
  };
};
