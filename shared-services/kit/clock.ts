/** Time, handed in: nothing below a `main.ts` asks the operating system for it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** `2026-11-21T08:00:00Z`: the only form of date and time that the ICS2 messages know. */
export const toSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** `2026-11-21` */
export const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
