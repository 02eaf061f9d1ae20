/** A declaration as it was assessed, and the form in which many of them are kept: a JSON text on each line. */
import type { Subject } from '../engine.ts';
import { valuesAt } from '../values.ts';

export interface Declared extends Subject {
  readonly reference: string;
  /** Day whose profiles it was held against, `2026-11-21`. */
  readonly onDate: string;
}

export const lineOf = ({ reference, procedure, specificCircumstance, onDate, declaration }: Declared): string =>
  JSON.stringify([reference, procedure, specificCircumstance, onDate, declaration]);

export const declaredOf = (line: string): Declared => {
  const [reference, procedure, specificCircumstance, onDate, declaration] = JSON.parse(line) as [
    string,
    string,
    string,
    string,
    unknown,
  ];
  return { reference, procedure, specificCircumstance, onDate, declaration };
};

/** JSON has no line breaks but as `\n` in texts. */
export const linesIn = (lines: string): string[] => lines.split('\n');

export const declaredIn = (lines: string): Declared[] => linesIn(lines).map(declaredOf);

/** Without reading the declaration behind it. */
export const referenceIn = (line: string): string => {
  const end = /^\["(?:[^"\\]|\\.)*"/.exec(line)?.[0].length ?? 0;
  return JSON.parse(line.slice(1, end)) as string;
};

const officePath = ['customsOfficeOfFirstEntry', 'referenceNumber'];

/** What is counted by name must be a name: anything may stand in a declaration. */
const officeShape = /^[A-Z0-9]{1,35}$/;

export const noOffice = '-';

export const officeOf = (declaration: unknown): string => {
  const value = valuesAt(declaration, officePath, '')[0]?.value;
  return typeof value === 'string' && officeShape.test(value) ? value : noOffice;
};
