/** What a simulated system says: steps on standard output, what went wrong on standard error; each line by its country. */
export interface Voice {
  say(line: string): void;
  /** What failed, and what to do about it. */
  complain(line: string): void;
}

export const createVoice = (country: string): Voice => ({
  say: (line) => console.log(`${country} ${line}`),
  complain: (line) => console.error(`${country} ${line}`),
});
