/** The condition as rows and groups within each other, each with what can be done to it. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { keep } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { BlockName } from '../../conditions/condition.ts';
import { blockWithin, type Group, isQuantity, type Node, type Row } from '../../conditions/node.ts';
import { fieldName } from '../../conditions/tree-fields.ts';
import {
  blockWords,
  elementWords,
  operatorsOf,
  operatorWords,
  typeWords,
  type Vocabulary,
} from '../../conditions/vocabulary.ts';
import type { CodeNames } from './codes.ts';
import { choice, input, step, tick } from './parts.ts';
import { valueFields } from './values.ts';

export interface TreeContext {
  readonly vocabulary: Vocabulary;
  readonly codes: CodeNames;
  /** What is wrong, by path of the node. */
  readonly faults: ReadonlyMap<string, readonly string[]>;
}

interface Place {
  readonly path: string;
  readonly block: BlockName;
  /** `2.1`: as people count. */
  readonly number: string;
}

export const faultId = (path: string): string => `fault-${path}`;
export const elementsId = (block: BlockName): string => `elements-of-${block}`;

const faultText = (path: string, found: readonly string[]): Piece =>
  found.length > 0 &&
  html`<div class="ecl-feedback-message" id="${faultId(path)}">${found.map((one) => html`<p><span class="unseen">Error: </span>${one}</p>`)}</div>`;

const rowOf = (row: Row, { path, block, number }: Place, { vocabulary, codes, faults }: TreeContext): Html => {
  const element = vocabulary.find(block, row.element);
  const found = faults.get(path) ?? [];
  const faulty = found.length === 0 ? {} : { faulty: faultId(path) };
  const known = operatorsOf(element);
  const shown = known.includes(row.operator) ? known : [row.operator, ...known];
  const meaning = element && `${element.title ?? elementWords(element.path)}: ${typeWords(element)}`;
  const name = (what: string) => fieldName(path, what);
  return html`<li><div class="row${found.length > 0 && ' with-fault'}" role="group" aria-label="Row ${number}">${keep(name('kind'), 'row')}
<div class="controls">
${input({ name: name('element'), label: `Element of the ${blockWords[block].toLowerCase()}`, value: row.element, list: elementsId(block), wide: true, refreshes: true, ...faulty })}
${choice(
  { name: name('operator'), label: 'Question', value: row.operator, refreshes: true },
  shown.map((one) => [one, operatorWords[one]] as const),
)}
${valueFields(row, { path, element, vocabulary, codes, ...faulty })}
</div>
${meaning !== undefined && html`<p class="muted">${meaning}</p>`}${faultText(path, found)}
<div class="steps">${tick({ name: name('every'), label: 'Of all values, where there are several', value: row.every ? 'yes' : '' })}${step('Put into a group', `nest ${path}`, `row ${number}`)}${step('Remove', `remove ${path}`, `row ${number}`)}</div>
</div></li>`;
};

const kinds = [
  ['all', 'All of these hold'],
  ['any', 'At least one holds'],
  ['none', 'None of these holds'],
  ['some', 'One and the same … has all of these'],
  ['every', 'Every … has all of these'],
  ['count', 'The number of … that have all of these'],
  ['sum', 'The total of an element over …'],
] as const;

const quantityFields = (group: Group, path: string): Piece => {
  const name = (what: string) => fieldName(path, what);
  const bounded = group.kind === 'count' || group.kind === 'sum';
  return [
    choice({ name: name('block'), label: 'Over', value: group.block, refreshes: true }, [
      ['item', 'goods items'],
      ['house', 'consignments'],
    ]),
    group.kind === 'sum' &&
      input({
        ...{ name: name('element'), label: 'Element to add up', value: group.element },
        list: elementsId(group.block),
        wide: true,
      }),
    bounded && input({ name: name('from'), label: 'At least', value: group.from }),
    bounded && input({ name: name('to'), label: 'At most', value: group.to }),
  ];
};

const groupOf = (group: Group, place: Place, context: TreeContext): Html => {
  const { path, number } = place;
  const found = context.faults.get(path) ?? [];
  const isRoot = path === '0';
  const choices = isRoot ? kinds.filter(([kind]) => kind === 'all' || kind === 'any') : kinds;
  const title = isRoot ? 'The condition' : `Group ${number}`;
  const within = { ...place, block: blockWithin(group, place.block) };
  return html`<div class="group${isQuantity(group.kind) && ' group-block'}${found.length > 0 && ' with-fault'}" role="group" aria-label="${title}">
<div class="controls">${choice({ name: fieldName(path, 'kind'), label: title, value: group.kind, refreshes: true, wide: true }, choices)}${isQuantity(group.kind) && quantityFields(group, path)}</div>
${faultText(path, found)}
<ul class="nodes">${group.children.map((child, at) => nodeOf(child, { ...within, path: `${path}.${at}`, number: isRoot ? `${at + 1}` : `${number}.${at + 1}` }, context))}</ul>
<div class="steps">${step('Add a row', `add-row ${path}`, isRoot ? undefined : `group ${number}`)}${step('Add a group', `add-group ${path}`, isRoot ? undefined : `group ${number}`)}${step('Add “same goods item”', `add-block ${path}`, isRoot ? undefined : `group ${number}`)}${
    !isRoot &&
    html`${step('Dissolve', `dissolve ${path}`, `group ${number}`)}${step('Remove', `remove ${path}`, `group ${number}`)}`
  }</div>
</div>`;
};

const nodeOf = (node: Node, place: Place, context: TreeContext): Html =>
  node.kind === 'row' ? rowOf(node, place, context) : html`<li>${groupOf(node, place, context)}</li>`;

export const treeFields = (root: Group, context: TreeContext): Html =>
  groupOf(root, { path: '0', block: 'declaration', number: '' }, context);
