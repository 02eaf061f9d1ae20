/** Small controls of the editor: many of them stand in a row, each with a label of its own. */
import { attributes, type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { type Options, option } from '../filter.ts';

export interface ControlParts {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Something is wrong with it: what, stands in the row. */
  readonly faulty?: string;
  readonly list?: string;
  readonly type?: 'text' | 'date' | 'number';
  readonly wide?: boolean;
  readonly placeholder?: string;
  /** What the script asks for anew when it changes. */
  readonly refreshes?: boolean;
}

const said = ({ name, faulty, refreshes }: ControlParts) => ({
  id: name,
  name,
  'aria-describedby': faulty,
  'aria-invalid': faulty === undefined ? undefined : 'true',
  'data-refreshes': refreshes === true ? 'yes' : undefined,
});

const labelled = ({ name, label, wide = false }: ControlParts, control: Html): Html =>
  html`<div class="control${wide && ' control-wide'}"><label for="${name}">${label}</label>${control}</div>`;

export const input = (parts: ControlParts): Html => {
  const { value, list, type = 'text' } = parts;
  const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };
  return labelled(
    parts,
    html`<input class="ecl-text-input"${attributes({ ...said(parts), type, value, list, ...plain })}>`,
  );
};

export const lines = (parts: ControlParts): Html =>
  labelled(
    parts,
    html`<textarea class="ecl-text-area" rows="2"${attributes({ ...said(parts), spellcheck: 'false' })}>
${parts.value}</textarea>`,
  );

export const choice = (parts: ControlParts, options: Options): Html =>
  labelled(
    parts,
    html`<select class="select"${attributes(said(parts))}>${options.map(([value, title]) => option(value, title, parts.value))}</select>`,
  );

export const tick = ({ name, label, value }: ControlParts): Html =>
  html`<div class="choice"><input class="choice-input"${attributes({ id: name, name, type: 'checkbox', value: 'yes', checked: value === 'yes' })}><label class="choice-label" for="${name}">${label}</label></div>`;

/** What it does stands in its value: the server changes the tree, and shows the form anew. */
/** @param of what it is done to, for those who do not see where it stands */
export const step = (title: string, value: string, of?: string): Html =>
  html`<button type="submit" name="step" class="step"${attributes({ value })}>${title}${of !== undefined && html`<span class="unseen">: ${of}</span>`}</button>`;
