/** What a code of a list looks like, so that a file for another list is noticed before it is imported. */
import type { StatedCode } from '../code-list.ts';

const shapes: Readonly<Record<string, RegExp>> = {
  CL017: /^[0-9A-Z]{2}$/,
  CL018: /^[0-9]{1,2}$/,
  CL101: /^[0-9]{4}$/,
  CL141: /^[A-Z]{2}[0-9A-Z]{6}$/,
  CL152: /^(?:[0-9]{2}){1,5}$/,
  CL199: /^[A-Z]{2}$/,
  CL244: /^[A-Z]{2}[0-9A-Z]{3}$/,
  CL352: /^[A-Z]{3}$/,
  CL706: /^(?:[0-9]{2}){1,5}$/,
  CL717: /^[A-Z]{2}$/,
  CL718: /^[A-Z]{2}$/,
};

const anyShape = /^\S{1,70}$/;

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Why the code cannot be imported into the list; undefined where it can. */
export const judgeCode = (list: string, { code, validFrom, validTo }: StatedCode): string | undefined => {
  if (code === '') return 'no code';
  if (!(shapes[list] ?? anyShape).test(code)) return `"${code.slice(0, 80)}" is no code of ${list}`;
  const notDays = [validFrom, validTo].filter((day) => typeof day === 'string' && !isDay(day));
  if (notDays.length > 0) return `${code}: ${notDays.join(', ')} is no day (YYYY-MM-DD)`;
  if (validFrom !== undefined && typeof validTo === 'string' && validTo < validFrom)
    return `${code} ends before it begins`;
  return undefined;
};
