/** A condition in words, as nested lists. */
import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import type { BlockName } from './condition.ts';
import { blockWithin, type Group, type Node, type Row } from './node.ts';
import { blockWords, elementWords, operatorWords, type Vocabulary } from './vocabulary.ts';
import { listed } from './write-condition.ts';

const bounds = (from: string, to: string, unit: string): string => {
  if (from !== '' && to !== '') return `between ${from} and ${to}${unit}`;
  return from === '' ? `at most ${to}${unit}` : `at least ${from}${unit}`;
};

const groupTitle = ({ countryGroups }: Vocabulary, code: string): string =>
  countryGroups.find((one) => one.code === code)?.title ?? code;

const question = (row: Row, unit: string | undefined, vocabulary: Vocabulary): Piece => {
  const { operator, value, from, to } = row;
  if (operator === 'range') return `is ${bounds(from, to, unit === undefined ? '' : ` ${unit}`)}`;
  if (operator === 'present' || operator === 'absent') return operatorWords[operator];
  if (operator === 'inGroup') return html`${operatorWords[operator]} <strong>${groupTitle(vocabulary, value)}</strong>`;
  const values = operator === 'matches' ? value.split('\n') : operator === 'pattern' ? [value] : listed(value);
  return html`${operatorWords[operator]} ${values.map((one, at) => html`${at > 0 && ', '}<strong>${one}</strong>`)}`;
};

const rowWords = (row: Row, block: BlockName, vocabulary: Vocabulary): Html => {
  const unit = vocabulary.find(block, row.element)?.unit;
  return html`${row.every && 'every '}<span title="${row.element}">${elementWords(row.element)}</span> ${question(row, unit, vocabulary)}`;
};

const plural = (block: BlockName): string => `${blockWords[block].toLowerCase()}s`;

const headOf = ({ kind, block, element, from, to, children }: Group): string => {
  const where = children.length === 0 ? '' : ' for which';
  if (kind === 'all') return 'All of these hold:';
  if (kind === 'any') return 'At least one of these holds:';
  if (kind === 'none') return 'None of these holds:';
  if (kind === 'some') return `There is a ${blockWords[block].toLowerCase()} for which all of these hold:`;
  if (kind === 'every') return `For every ${blockWords[block].toLowerCase()} all of these hold:`;
  if (kind === 'count') return `There are ${bounds(from, to, '')} ${plural(block)}${where}${where && ':'}`;
  return `${elementWords(element)} of all ${plural(block)}${where && ` ${where.trim()} the following holds`} adds up to ${bounds(from, to, '')}${where && ':'}`;
};

const nodeWords = (node: Node, block: BlockName, vocabulary: Vocabulary): Html => {
  if (node.kind === 'row') return rowWords(node, block, vocabulary);
  const inner = blockWithin(node, block);
  return html`${headOf(node)}${
    node.children.length > 0 &&
    html`<ul>${node.children.map((child) => html`<li>${nodeWords(child, inner, vocabulary)}</li>`)}</ul>`
  }`;
};

export const conditionWords = (root: Group, vocabulary: Vocabulary): Html =>
  html`<div class="condition">${nodeWords(root, 'declaration', vocabulary)}</div>`;
