/** Answers to questions asked before, up to a number of them; those not asked for longest go first. */
export interface Keeping<Answer> {
  get(question: string, find: () => Answer): Answer;
  readonly size: () => number;
}

export const createKeeping = <Answer>(most: number): Keeping<Answer> => {
  const answers = new Map<string, Answer>();
  return {
    size: () => answers.size,
    get: (question, find) => {
      const known = answers.get(question);
      if (known !== undefined) {
        // A map keeps its order of insertion: what is put again stands last.
        answers.delete(question);
        answers.set(question, known);
        return known;
      }
      const found = find();
      answers.set(question, found);
      if (answers.size > most) answers.delete(answers.keys().next().value!);
      return found;
    },
  };
};
