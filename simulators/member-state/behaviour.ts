/** How a simulated Member State judges goods: a table of words and answers, read from a file. */
import { readFile } from 'node:fs/promises';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** From harmless to grave: where several apply, the gravest is given. `risk`: found, and nothing is recommended. */
export const answers = [
  'noRisk',
  'risk',
  'requestForInformation',
  'requestForScreening',
  'control',
  'doNotLoad',
] as const;

export type Answer = (typeof answers)[number];

const answer = Type.Union(answers.map((one) => Type.Literal(one)));

const rule = Type.Object(
  { descriptionContains: Type.String({ minLength: 1 }), answer },
  { additionalProperties: false },
);

const behaviour = Type.Object(
  {
    rules: Type.Array(rule),
    otherwise: answer,
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600_000 })),
  },
  { additionalProperties: false },
);

/** `delayMs`: how long the analysts think before they answer. */
export type Behaviour = Static<typeof behaviour>;

/** Nothing is ever found. */
export const harmless: Behaviour = { rules: [], otherwise: 'noRisk' };

/** @throws {Error} with every fault: the table is not one */
export const parseBehaviour = (text: string): Behaviour => {
  const table: unknown = JSON.parse(text);
  const faults = [...Value.Errors(behaviour, table)].map(({ path, message }) => `${path || '/'}: ${message}`);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return table as Behaviour;
};

/** @throws {Error} the file cannot be read, or is no table */
export const readBehaviour = async (path: string): Promise<Behaviour> => {
  try {
    return parseBehaviour(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} is no table of behaviour: ${(error as Error).message}. The README shows one.`);
  }
};
