/** What a row asks for beside its element: fields that fit the type of the element and the question. */
import { attributes, type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Row } from '../../conditions/node.ts';
import { fieldName } from '../../conditions/tree-fields.ts';
import type { KnownElement, Vocabulary } from '../../conditions/vocabulary.ts';
import { listed } from '../../conditions/write-condition.ts';
import type { CodeNames } from './codes.ts';
import { choice, input, lines } from './parts.ts';

export interface RowContext {
  readonly path: string;
  readonly element: KnownElement | undefined;
  readonly vocabulary: Vocabulary;
  readonly codes: CodeNames;
  /** Id of the text that says what is wrong with the row. */
  readonly faulty?: string;
}

/** Longer lists are typed in, with the browser's own suggestions. */
const longestChoice = 60;

const namesOf = (row: Row, { element, codes }: RowContext): Piece => {
  const known = codes.of(element?.list);
  const names = listed(row.value).flatMap((code) => {
    const name = known?.get(code);
    return name === undefined ? [] : [`${code} ${name}`];
  });
  return names.length > 0 && html`<p class="muted value-names">${names.join(' · ')}</p>`;
};

const base = (context: RowContext, label: string, value: string, what = 'value') => ({
  ...{ name: fieldName(context.path, what), label, value },
  ...(context.faulty === undefined ? {} : { faulty: context.faulty }),
});

const codeChoice = (row: Row, context: RowContext, names: ReadonlyMap<string, string>): Html =>
  choice(base(context, 'Value', row.value), [
    ['', 'Choose'],
    ...[...names].map(([code, name]) => [code, `${code} ${name}`] as const),
    ...(row.value === '' || names.has(row.value) ? [] : [[row.value, `${row.value} (not in the list)`] as const]),
  ]);

const codeTicks = (row: Row, context: RowContext, names: ReadonlyMap<string, string>): Html => {
  const [chosen, name] = [new Set(listed(row.value)), fieldName(context.path, 'value')];
  const all = [
    ...names,
    ...[...chosen].filter((one) => !names.has(one)).map((one) => [one, 'not in the list'] as const),
  ];
  return html`<fieldset class="control control-wide ticks"><legend>Values</legend>${all.map(
    ([code, title]) =>
      html`<label class="tick"><input${attributes({ type: 'checkbox', name, value: code, checked: chosen.has(code) })}> ${code} ${title}</label>`,
  )}</fieldset>`;
};

const range = (row: Row, context: RowContext): Html => {
  const unit = context.element?.unit === undefined ? '' : ` (${context.element.unit})`;
  return html`${input(base(context, `From${unit}`, row.from, 'from'))}${input(base(context, `To${unit}`, row.to, 'to'))}`;
};

const fewTicks = 12;

const several = (row: Row, context: RowContext): Html => {
  const names = context.codes.of(context.element?.list);
  if (names !== undefined && names.size <= fewTicks) return codeTicks(row, context, names);
  return html`${input({ ...base(context, 'Values, with commas between', row.value), wide: true })}${namesOf(row, context)}`;
};

const single = (row: Row, context: RowContext): Html => {
  const { element, codes } = context;
  if (element?.kind === 'flag')
    return choice(base(context, 'Value', row.value), [
      ['true', 'yes'],
      ['false', 'no'],
    ]);
  const names = codes.of(element?.list);
  if (names !== undefined && names.size <= longestChoice) return codeChoice(row, context, names);
  const list = names === undefined ? {} : { list: codes.idOf(element?.list) };
  return html`${input({ ...base(context, 'Value', row.value), ...list })}${namesOf(row, context)}`;
};

const group = (row: Row, context: RowContext): Html =>
  choice(base(context, 'Group of countries', row.value), [
    ['', 'Choose'],
    ...context.vocabulary.countryGroups.map(
      ({ code, title, members }) => [code, `${title} (${members.length})`] as const,
    ),
  ]);

export const valueFields = (row: Row, context: RowContext): Piece => {
  const { operator, value } = row;
  if (operator === 'present' || operator === 'absent') return undefined;
  if (operator === 'range') return range(row, context);
  if (operator === 'inGroup') return group(row, context);
  if (operator === 'in') return several(row, context);
  if (operator === 'eq') return single(row, context);
  if (operator === 'before' || operator === 'after')
    return input({ ...base(context, 'Day or moment (UTC)', value), placeholder: '2026-11-21' });
  if (operator === 'matches')
    return lines({ ...base(context, 'Words, * for anything; one a line', value), wide: true });
  const label = operator === 'prefix' ? 'Beginnings, with commas between' : 'Regular expression (RE2)';
  return html`${input({ ...base(context, label, value), wide: true })}${operator === 'prefix' && namesOf(row, context)}`;
};
