/** What was worked out of a text or of bytes once, and is the same whenever it is asked for again. */

/** Remembers up to `most` results; those asked for longest ago go first. What throws is not remembered. */
export const remembering = <Result>(most: number): ((key: string, work: () => Result) => Result) => {
  const results = new Map<string, { readonly result: Result }>();
  return (key, work) => {
    const known = results.get(key);
    const found = known ?? { result: work() };
    // The order of a Map is that in which its keys were set.
    if (known !== undefined) results.delete(key);
    else if (results.size >= most) results.delete(results.keys().next().value!);
    results.set(key, found);
    return found.result;
  };
};
