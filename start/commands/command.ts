/** A command of `npx portorium`. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: (line: string) => void;
}

export interface Command {
  /** One line in the list of commands. */
  readonly summary: string;
  readonly usage: string;
  /**
   * @returns exit code: 0 done or proven, 1 not proven
   * @throws {Error} it could not be tried; its message is for a person
   */
  run(given: readonly string[], surroundings: Surroundings): Promise<number>;
}
