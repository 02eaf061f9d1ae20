/** Holds the answers of all contenders against each other, declaration by declaration. */
export interface Answers {
  readonly name: string;
  readonly answers: ReadonlyMap<number, readonly string[]>;
}

/** Matches for each declaration, on average. @throws where two contenders do not agree */
export const compare = (all: readonly Answers[]): number => {
  const [first, ...others] = all;
  for (const { name, answers } of others) {
    for (const [number, ids] of answers) {
      const expected = first!.answers.get(number)!;
      if (expected.join() === ids.join()) continue;
      const only = (of: readonly string[], beside: readonly string[]) =>
        of.filter((id) => !beside.includes(id)).join(' ');
      throw new Error(
        `declaration ${number}: only ${first!.name} finds ${only(expected, ids)}; only ${name} ${only(ids, expected)}`,
      );
    }
  }
  const counts = [...first!.answers.values()].map(({ length }) => length);
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
};
