/** What conditions can name, as the pages use it: elements by place, and their names in words. */
import type { ReplyOf } from '../../../../reference-architecture/contract/language.ts';
import type { VisitorCalls } from '../../../../shared-services/gateway/pages/site/calls.ts';
import { contract } from '../../../cdco/risk-analysis/contract.ts';
import type { BlockName } from './condition.ts';
import type { Operator } from './node.ts';

type Reply = ReplyOf<(typeof contract)['services']['RiskVocabulary']['operations']['describeVocabulary']>;
export type KnownElement = Reply['elements'][number];

export interface Vocabulary extends Omit<Reply, 'elements'> {
  readonly elements: readonly KnownElement[];
  find(block: BlockName, path: string): KnownElement | undefined;
}

export const vocabularyOf = async (calls: VisitorCalls, procedure: string): Promise<Vocabulary> => {
  const reply = await calls.to(contract).describeVocabulary({ procedure });
  const known = new Map(reply.elements.map((one) => [`${one.block} ${one.path}`, one]));
  return { ...reply, find: (block, path) => known.get(`${block} ${path}`) };
};

export const blockWords: Readonly<Record<BlockName, string>> = {
  declaration: 'Declaration',
  house: 'Consignment',
  item: 'Goods item',
};

const spaced = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');

/** `commodity, dangerous goods: UN number` of `commodity.dangerousGoods.UNNumber`. */
export const elementWords = (path: string): string => {
  const names = path
    .replace(/^derived\./, '')
    .split('.')
    .map(spaced);
  const last = names.pop() ?? '';
  const words = names.length === 0 ? last : `${names.join(', ')}: ${last}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const kindWords = { text: 'text', number: 'number', moment: 'date or time', flag: 'yes or no' } as const;

/** `number in kg`, `code of CL718`. */
export const typeWords = ({ kind, list, unit, maxLength }: KnownElement): string => {
  if (list !== undefined) return `code of ${list}`;
  if (unit !== undefined) return `${kindWords[kind as keyof typeof kindWords]} in ${unit}`;
  return kind === 'text' && maxLength !== undefined
    ? `text of at most ${maxLength}`
    : kindWords[kind as keyof typeof kindWords];
};

export const operatorWords: Readonly<Record<Operator, string>> = {
  eq: 'is',
  in: 'is one of',
  inGroup: 'is a country of',
  prefix: 'begins with',
  range: 'is between',
  before: 'is before',
  after: 'is after',
  matches: 'reads like',
  pattern: 'matches the expression',
  present: 'is declared',
  absent: 'is not declared',
};

const countryLists: readonly (string | undefined)[] = ['CL718', 'CL717'];

/** What can be asked of it; everything while it is not known. */
export const operatorsOf = (element: KnownElement | undefined): readonly Operator[] => {
  const both = ['present', 'absent'] as const;
  if (element === undefined) return ['eq', 'in', 'prefix', 'range', 'before', 'after', 'matches', 'pattern', ...both];
  if (element.kind === 'number') return ['range', 'eq', 'in', ...both];
  if (element.kind === 'moment') return ['before', 'after', 'eq', ...both];
  if (element.kind === 'flag') return ['eq', ...both];
  const group = countryLists.includes(element.list) ? (['inGroup'] as const) : [];
  return element.list === undefined
    ? ['matches', 'eq', 'in', 'prefix', 'pattern', ...both]
    : ['in', 'eq', ...group, 'prefix', 'matches', 'pattern', ...both];
};
