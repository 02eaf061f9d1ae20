/** Examples with something planted in their fields: it must not come out anywhere. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Content = Readonly<Record<string, unknown>>;

/** The valid messages of an operation. */
export const examplesIn = async (directory: string, operation: string): Promise<Content[]> => {
  const files = await Array.fromAsync(glob(`examples/${operation}/valid*.json`, { cwd: directory }));
  return Promise.all(
    files.sort().map(async (file) => {
      const example = JSON.parse(await readFile(join(directory, file), 'utf8')) as Content;
      return ('message' in example && 'description' in example ? example.message : example) as Content;
    }),
  );
};

type Path = readonly (string | number)[];

/** Where there is text; in a list the first is as good as the others. */
const textsIn = (value: unknown, at: Path = []): Path[] => {
  if (typeof value === 'string') return [at];
  if (Array.isArray(value)) return value.length === 0 ? [] : textsIn(value[0], [...at, 0]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, [...at, name]));
};

const replaced = (value: unknown, [step, ...rest]: Path, change: (text: string) => string): unknown => {
  if (step === undefined) return change(String(value));
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? replaced(one, rest, change) : one));
  const structure = value as Content;
  return { ...structure, [step]: replaced(structure[step], rest, change) };
};

/** The example with the word in each of its texts, once in each alone, and once in all of them. */
export const plantedIn = (example: Content, word: string): Content[] => {
  const texts = textsIn(example);
  const each = texts.map((path) => replaced(example, path, () => word) as Content);
  const all = texts.reduce<unknown>((made, path) => replaced(made, path, (text) => `${text} ${word}`), example);
  return texts.length === 0 ? [example] : [...each, all as Content];
};
