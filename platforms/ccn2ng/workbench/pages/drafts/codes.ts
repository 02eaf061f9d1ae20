/** Codes with their names, of the lists that the rows of a condition speak of. */
import type { VisitorCalls } from '../../../../../shared-services/gateway/pages/site/calls.ts';
import { Refusal } from '../../../../../shared-services/kit/refusal.ts';
import { contract as referenceData } from '../../../../../shared-services/reference-data/contract.ts';
import type { BlockName } from '../../conditions/condition.ts';
import { blockWithin, type Node } from '../../conditions/node.ts';
import type { Vocabulary } from '../../conditions/vocabulary.ts';

export interface CodeNames {
  /** Undefined: no list, one that is not held, or one too long to show. */
  of(list: string | undefined): ReadonlyMap<string, string> | undefined;
  /** Of the suggestions in the page. */
  idOf(list: string | undefined): string;
  readonly shown: readonly (readonly [list: string, names: ReadonlyMap<string, string>])[];
}

const mostCodes = 500;
const mostLists = 12;

const listsIn = (node: Node, block: BlockName, vocabulary: Vocabulary): readonly string[] => {
  if (node.kind !== 'row')
    return node.children.flatMap((child) => listsIn(child, blockWithin(node, block), vocabulary));
  const list = vocabulary.find(block, node.element)?.list;
  return list === undefined ? [] : [list];
};

const fetchNames = async (calls: VisitorCalls, list: string): Promise<ReadonlyMap<string, string> | undefined> => {
  try {
    const { code = [], next } = await calls.to(referenceData).listCodes({ list, limit: mostCodes });
    return next === undefined ? new Map(code.map((one) => [one.code, one.description])) : undefined;
  } catch (error) {
    // Names are a help: without them codes are typed.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

export const codeNamesFor = async (calls: VisitorCalls, root: Node, vocabulary: Vocabulary): Promise<CodeNames> => {
  const lists = [...new Set(listsIn(root, 'declaration', vocabulary))].slice(0, mostLists);
  const fetched = await Promise.all(lists.map(async (list) => [list, await fetchNames(calls, list)] as const));
  const known = new Map(fetched.flatMap(([list, names]) => (names === undefined ? [] : [[list, names] as const])));
  return {
    of: (list) => (list === undefined ? undefined : known.get(list)),
    idOf: (list) => `codes-${list}`,
    shown: [...known],
  };
};
