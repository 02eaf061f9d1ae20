/** Forms of a site: what they all begin with, and where the faults of a refusal belong. */

import { newId } from '../../../kit/call.ts';
import { type Fault, jsonPointer, Refusal } from '../../../kit/refusal.ts';
import type { FieldFaults } from '../forms.ts';
import { attributes, type Html, html, type Piece } from '../html.ts';
import { formTokenOf } from './session/secret.ts';
import type { Visit } from './visit.ts';

export const tokenField = 'formToken';
export const idField = 'formId';

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

/** The token of the session, and a name of the form: sent twice, it has its effect once. */
export const formHeadOf = (sessionId: string): Html =>
  html`${hidden(tokenField, formTokenOf(sessionId))}${hidden(idField, newId())}`;

export interface FormParts {
  readonly visit: Pick<Visit, 'formHead'>;
  readonly action: string;
  readonly body: Piece;
  /** It has a file in it. */
  readonly files?: boolean;
}

/** The browser checks nothing by itself: we tell all that is wrong at once, in our words. */
export const form = ({ visit, action, body, files = false }: FormParts): Html =>
  html`<form method="post" novalidate${attributes({ action, enctype: files ? 'multipart/form-data' : undefined })}>${visit.formHead}
${body}
</form>`;

export const keep = hidden;

export const submit = (title: string, danger = false): Html =>
  html`<button type="submit" class="ecl-button ecl-button--primary${danger && ' danger'}">${title}</button>`;

export interface Faults {
  readonly fields: FieldFaults;
  /** What belongs to no field. */
  readonly others: readonly string[];
}

export const noFaults: Faults = { fields: {}, others: [] };

export const isFaulty = ({ fields, others }: Faults): boolean => Object.keys(fields).length + others.length > 0;

/** Which field an element is entered in, by its pointer: `/scope/0/application` is in that of `/scope`. */
export type FieldOf = Readonly<Record<string, string>>;

const fieldAt = (path: Fault['path'], fieldOf: FieldOf): string | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const pointer = jsonPointer(path.slice(0, length));
    if (Object.hasOwn(fieldOf, pointer)) return fieldOf[pointer];
  }
  return undefined;
};

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const aboutEntries: readonly Refusal['status'][] = ['invalid', 'conflict', 'forbidden'];

/** @returns undefined where the refusal says nothing about what was entered */
export const faultsFrom = (thrown: unknown, fieldOf: FieldOf): Faults | undefined => {
  if (!(thrown instanceof Refusal) || !aboutEntries.includes(thrown.status)) return undefined;
  if (thrown.code === 'CALLER_NOT_ADMITTED') return undefined;
  if (thrown.faults.length === 0) return { fields: {}, others: [thrown.title] };
  const fields: Record<string, string[]> = {};
  const others: string[] = [];
  for (const { path, message } of thrown.faults) {
    const name = fieldAt(path, fieldOf);
    const list = name === undefined ? others : (fields[name] ?? []);
    if (!list.includes(sentence(message))) list.push(sentence(message));
    if (name !== undefined) fields[name] = list;
  }
  return { fields, others };
};
