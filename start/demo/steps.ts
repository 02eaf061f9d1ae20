/** Shows steps as they happen, and stops at the first that does not do what it should. */
const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);

export interface Steps {
  /** Runs a step; `tell` writes a line below its heading. */
  step<T>(title: string, work: (tell: (line: string) => void) => Promise<T>): Promise<T>;
}

export const createSteps = (write: (line: string) => void): Steps => {
  let number = 0;
  return {
    step: async (title, work) => {
      number += 1;
      const sinceMs = performance.now();
      write(`\n${bold(`${number}. ${title}`)}`);
      try {
        const result = await work((line) => write(`   ${line}`));
        write(`   (${Math.round(performance.now() - sinceMs)} ms)`);
        return result;
      } catch (error) {
        throw new Error(`step ${number} (${title}) failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    },
  };
};

/** Fails the step when something is not as it should be. */
export const expect = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise);
};
