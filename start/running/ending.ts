/** What was started and must be ended, last first. */
export interface Stops {
  add(end: () => Promise<void> | void): void;
  stop(): Promise<void>;
}

export const createStops = (): Stops => {
  const ends: (() => Promise<void> | void)[] = [];
  return {
    add: (end) => void ends.push(end),
    stop: async () => {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
};
