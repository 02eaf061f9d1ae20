/** What is wrong with the content of a rule, before it can be approved: each fault with its place. */
import { Value } from '@sinclair/typebox/value';
import { checkCondition } from '../check-definition.ts';
import { checkTypes, type HasCode, type TypeFault } from '../check-types.ts';
import type { Condition } from '../condition.ts';
import type { Definition } from '../profile.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { kindOf, type RuleKind, rulePrefixes } from './rule.ts';
import { ruleShapes, testShapes } from './shapes.ts';

export interface RuleChecking {
  /** By procedure. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>;
  readonly hasCode: HasCode;
}

type Content = Readonly<Record<string, unknown>>;

const at = (pointer: string, problem: string): TypeFault => ({ pointer, problem });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const shapeFaults = (schema: (typeof ruleShapes)[RuleKind], value: unknown, below = ''): TypeFault[] =>
  [...Value.Errors(schema, value)].map(({ path, message }) => at(`${below}${path}`, message));

const testFaults = (kind: RuleKind, test: unknown): TypeFault[] => {
  const shapes = testShapes[kind];
  if (shapes === undefined) return [];
  const name = String((test as Content | undefined)?.kind);
  if (!Object.hasOwn(shapes, name)) return [at('/test/kind', `One of ${Object.keys(shapes).join(', ')} is expected.`)];
  return shapeFaults(shapes[name]!, test, '/test');
};

/** The checker says `/where: what`. */
const conditionFault = (said: string): TypeFault => {
  const [pointer = '', ...problem] = said.split(': ');
  return at(`/test${pointer}`, problem.join(': '));
};

const conditionFaults = ({ test, procedures }: Content, { vocabularies, hasCode }: RuleChecking): TypeFault[] => {
  const { kind, condition } = test as { readonly kind: string; readonly condition?: unknown };
  if (kind !== 'combination') return [];
  const unreadable = checkCondition(condition, '/condition').map(conditionFault);
  if (unreadable.length > 0) return unreadable;
  const asked = (procedures as readonly string[] | undefined) ?? [...vocabularies.keys()];
  const asProfile = { procedures: asked, condition: condition as Condition } as unknown as Definition;
  return checkTypes(asProfile, vocabularies, hasCode).map(({ pointer, problem }) => {
    return at(pointer.startsWith('/procedures') ? pointer : `/test${pointer}`, problem);
  });
};

/** `p99` below `p01` would call everything unusual. */
const orderFaults = ({ test }: Content): TypeFault[] => {
  const { lowest, highest, fromPercent, toPercent } = test as Record<string, string | number | undefined>;
  const bands = lowest !== undefined && highest !== undefined && lowest >= highest;
  const shares = fromPercent !== undefined && toPercent !== undefined && fromPercent > toPercent;
  const none = 'fromPercent' in (test as object) || 'toPercent' in (test as object);
  const unbound = (test as Content).kind === 'netShareOfGross' && !none;
  return [
    ...(bands ? [at('/test/lowest', 'The lowest quantile is not below the highest.')] : []),
    ...(shares ? [at('/test/fromPercent', 'The lower bound is above the upper one.')] : []),
    ...(unbound ? [at('/test', 'One bound at least is expected.')] : []),
  ];
};

/** @param text the content, as JSON */
export const checkRule = (id: string, text: string, checking: RuleChecking): readonly TypeFault[] => {
  const kind = kindOf(id);
  if (kind === undefined) return [at('', `The id of a rule begins with ${rulePrefixes.join(', ')}.`)];
  const content = parsed(text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return [at('', 'This is not the JSON of a rule.')];
  }
  const of = content as Content;
  const faults = [...shapeFaults(ruleShapes[kind], of), ...testFaults(kind, of.test)];
  if (faults.length > 0 || testShapes[kind] === undefined) return faults;
  return [...orderFaults(of), ...conditionFaults(of, checking)];
};
