/**
 * Forms without a script: each field with its label, its hint, and what is wrong with it; on top a summary that leads to
 * each fault. What was entered stays. The pattern is that of the Europa Component Library and of GOV.UK.
 */
import { attributes, type Html, html, type Piece } from './html.ts';

/** Faults by the name of the field. */
export type FieldFaults = Readonly<Record<string, readonly string[]>>;

export interface FieldParts {
  readonly name: string;
  readonly label: string;
  readonly hint?: Piece;
  readonly value?: string;
  readonly optional?: boolean;
  /** This field or another one: neither is optional, and neither is required. */
  readonly either?: boolean;
  readonly faults?: FieldFaults;
  readonly autocomplete?: string;
}

export const faultsOf = (name: string, faults: FieldFaults = {}): readonly string[] =>
  Object.hasOwn(faults, name) ? (faults[name] ?? []) : [];

const feedback = (name: string, found: readonly string[]): Piece =>
  found.length > 0 &&
  html`<div class="ecl-feedback-message" id="${name}-fault">${found.map((one) => html`<p><span class="unseen">Error: </span>${one}</p>`)}</div>`;

const hintOf = (name: string, hint: Piece): Piece =>
  hint !== undefined && html`<div class="ecl-help-block" id="${name}-hint">${hint}</div>`;

const optionalNote = html`<span class="ecl-form-label__optional"> (optional)</span>`;

/** What a control says of itself to those who do not see it. */
const described = ({ name, hint, optional, either }: FieldParts, found: readonly string[]) => {
  const ids = [hint === undefined ? '' : `${name}-hint`, found.length === 0 ? '' : `${name}-fault`].filter(Boolean);
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': found.length === 0 ? undefined : 'true',
    'aria-required': optional === true || either === true ? undefined : 'true',
  };
};

const group = (parts: FieldParts, control: Html): Html => {
  const { name, label, hint, optional, faults } = parts;
  const found = faultsOf(name, faults);
  return html`<div class="ecl-form-group${found.length > 0 && ' with-fault'}">
<label class="ecl-form-label" for="${name}">${label}${optional === true && optionalNote}</label>
${hintOf(name, hint)}${feedback(name, found)}
${control}
</div>`;
};

export interface TextFieldParts extends FieldParts {
  readonly type?: 'text' | 'date' | 'file' | 'url';
  readonly size?: 'short' | 'medium' | 'long';
  readonly maxLength?: number;
  /** Codes are no words: nothing is corrected, or set in capitals, on the way. */
  readonly code?: boolean;
}

export const textField = (parts: TextFieldParts): Html => {
  const { name, value = '', type = 'text', size = 'medium', maxLength, code = false, autocomplete = 'off' } = parts;
  const found = faultsOf(name, parts.faults);
  const shape = `ecl-text-input field-${size}${code ? ' code' : ''}${found.length > 0 ? ' ecl-text-input--invalid' : ''}`;
  const own = { id: name, name, type, class: shape, value: type === 'file' ? undefined : value, maxlength: maxLength };
  const plain = code ? { autocapitalize: 'none', spellcheck: 'false' } : {};
  return group(parts, html`<input${attributes({ ...own, ...plain, autocomplete, ...described(parts, found) })}>`);
};

export const textArea = (parts: FieldParts & { readonly rows?: number; readonly code?: boolean }): Html => {
  const { name, value = '', rows = 4, code = false } = parts;
  const found = faultsOf(name, parts.faults);
  const shape = `ecl-text-area${code ? ' code' : ''}${found.length > 0 ? ' ecl-text-area--invalid' : ''}`;
  const own = { id: name, name, rows, class: shape, autocomplete: 'off', spellcheck: code ? 'false' : undefined };
  // The first line break after the tag is not part of the text.
  return group(
    parts,
    html`<textarea${attributes({ ...own, ...described(parts, found) })}>
${value}</textarea>`,
  );
};

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** A part of the choice before it that is no part. */
  readonly isPart?: boolean;
}

export interface ChoiceParts extends Omit<FieldParts, 'value'> {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  /** One of them, or as many as apply. */
  readonly many?: boolean;
}

const choiceOf = (
  { name, chosen, many }: ChoiceParts,
  { value, label, hint, isPart = false }: Choice,
  index: number,
): Html => {
  // The summary of faults leads to the first one by the name of the field.
  const id = index === 0 ? name : `${name}-${index + 1}`;
  const kind = many === true ? 'checkbox' : 'radio';
  const said = hint === undefined ? undefined : `${id}-note`;
  const own = { id, name, type: kind, value, checked: chosen.includes(value), 'aria-describedby': said };
  return html`<div class="choice${isPart && ' choice-part'}"><input class="choice-input"${attributes(own)}><label class="choice-label" for="${id}">${label}</label>${
    hint !== undefined && html`<p class="choice-hint" id="${id}-note">${hint}</p>`
  }</div>`;
};

export const choiceField = (parts: ChoiceParts): Html => {
  const { name, label, hint, optional, choices, faults } = parts;
  const found = faultsOf(name, faults);
  const { 'aria-describedby': describedby } = described(parts, found);
  return html`<fieldset class="ecl-form-group choices${found.length > 0 && ' with-fault'}"${attributes({ 'aria-describedby': describedby })}>
<legend class="ecl-form-label">${label}${optional === true && optionalNote}</legend>
${hintOf(name, hint)}${feedback(name, found)}
${choices.map((choice, index) => choiceOf(parts, choice, index))}
</fieldset>`;
};

/** Everything that is wrong, on top of the page, each with the way to its field. */
export const faultSummary = (faults: FieldFaults, others: readonly string[] = []): Piece => {
  const entries = Object.entries(faults).flatMap(([name, found]) => found.map((one) => ({ name, one })));
  if (entries.length + others.length === 0) return undefined;
  return html`<div class="ecl-notification ecl-notification--error" role="alert" aria-labelledby="fault-summary" tabindex="-1"><div class="ecl-notification__content">
<h2 class="ecl-notification__title" id="fault-summary">There is something to mend</h2>
<ul class="fault-list">${entries.map(({ name, one }) => html`<li><a class="ecl-link" href="#${name}">${one}</a></li>`)}${others.map((one) => html`<li>${one}</li>`)}</ul>
</div></div>`;
};
