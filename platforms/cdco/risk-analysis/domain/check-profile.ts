/** All that is checked of a profile before it may be used: that it can be read, that it means something, what it costs. */
import { checkDefinition } from './check-definition.ts';
import { checkTypes, type HasCode, type TypeFault } from './check-types.ts';
import { costOf, judgeCost } from './cost.ts';
import type { Traffic } from './matching/traffic.ts';
import type { Definition } from './profile.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Verdict {
  /** None: it may be used. */
  readonly faults: readonly TypeFault[];
  readonly warnings: readonly string[];
  /** For each declaration, on average; of what can be read alone. */
  readonly microseconds?: number;
}

export interface CheckParts {
  /** By procedure. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>;
  readonly hasCode: HasCode;
  readonly traffic: Traffic;
}

const notJson = Symbol();

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
};

/** The check says `/where: what`. */
const faultOf = (said: string): TypeFault => {
  const at = said.indexOf(': ');
  return at === -1 ? { pointer: '', problem: said } : { pointer: said.slice(0, at), problem: said.slice(at + 2) };
};

/** @param text the definition, as JSON */
export const checkProfile = (text: string, { vocabularies, hasCode, traffic }: CheckParts): Verdict => {
  const definition = parsed(text);
  if (definition === notJson) return { faults: [{ pointer: '', problem: 'this is not JSON' }], warnings: [] };
  const unreadable = checkDefinition(definition);
  if (unreadable.length > 0) return { faults: unreadable.map(faultOf), warnings: [] };
  const readable = definition as Definition;
  const cost = costOf(readable, traffic);
  const { refused, warning } = judgeCost(cost);
  return {
    faults: [
      ...checkTypes(readable, vocabularies, hasCode),
      ...(refused === undefined ? [] : [{ pointer: '/condition', problem: refused }]),
    ],
    warnings: warning === undefined ? [] : [warning],
    microseconds: cost.microseconds,
  };
};
