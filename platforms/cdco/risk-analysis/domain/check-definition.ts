/**
 * Says what is wrong with a profile's definition before it can do harm: a criterion that nobody can read never gets into
 * the engine. Definitions come from a database, so nothing is taken for granted.
 */
import { decimalOf } from './decimal.ts';
import { profileKinds } from './kinds.ts';
import { patternFault } from './pattern.ts';
import { riskLevels } from './profile.ts';
import { riskAreas } from './risk-areas.ts';
import { isMemberState } from './visibility.ts';

const maxDepth = 12;
const maxValues = 10_000;
const pathShape = /^[A-Za-z][A-Za-z0-9]{0,79}(?:\.[A-Za-z][A-Za-z0-9]{0,79}){0,15}$/;

type Fields = Readonly<Record<string, unknown>>;
/** Where, and what is wrong there. */
export type DefinitionFault = string;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that every object has would reach outside the declaration. */
const isPath = (value: unknown): boolean =>
  typeof value === 'string' && pathShape.test(value) && !value.split('.').some((name) => name in Object.prototype);

const areTexts = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= maxValues &&
  value.every((one) => typeof one === 'string' && one !== '');

const isBound = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && decimalOf(value) !== undefined);

const isCountBound = (value: unknown): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= 0);

const isRange = (value: unknown, bound: (value: unknown) => boolean): boolean =>
  isFields(value) && bound(value.from) && bound(value.to) && (value.from ?? value.to) !== undefined;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  eq: isText,
  in: areTexts,
  prefix: areTexts,
  inGroup: isText,
  range: (value) => isRange(value, isBound),
  present: (value) => value === true,
  absent: (value) => value === true,
  matches: areTexts,
  pattern: (value) => isText(value) && patternFault(String(value)) === undefined,
  before: isText,
  after: isText,
};

const checkTest = (test: unknown, at: string): DefinitionFault[] => {
  const names = isFields(test) ? Object.keys(test) : [];
  const name = names.length === 1 ? names[0]! : '';
  if (!isFields(test) || !Object.hasOwn(tests, name))
    return [`${at}/is: exactly one of ${Object.keys(tests).join(', ')}`];
  return tests[name]!(test[name]) ? [] : [`${at}/is/${name}: has a value that cannot be read`];
};

const checkList = (conditions: unknown, at: string, block: string, depth: number): DefinitionFault[] => {
  if (!Array.isArray(conditions) || conditions.length === 0) return [`${at}: one condition at least`];
  return conditions.flatMap((one, position) => checkCondition(one, `${at}/${position}`, block, depth + 1));
};

const checkBlock = (name: unknown, at: string, block: string): DefinitionFault[] => {
  if (name !== 'item' && name !== 'house') return [`${at}: item or house`];
  return block === 'item' && name === 'house' ? [`${at}: a goods item holds no consignments`] : [];
};

const checkPath = (path: unknown, at: string): DefinitionFault[] =>
  isPath(path) ? [] : [`${at}/element: names joined by dots`];

const checkWhere = (of: Fields, at: string, block: unknown, depth: number, needed: boolean): DefinitionFault[] =>
  of.where === undefined && !needed ? [] : checkCondition(of.where, `${at}/where`, String(block), depth + 1);

/** All faults of a condition; none when the engine can read it. */
export const checkCondition = (of: unknown, at = '', block = 'declaration', depth = 0): DefinitionFault[] => {
  if (!isFields(of)) return [`${at}: a condition`];
  if (depth > maxDepth) return [`${at}: nested deeper than ${maxDepth}`];
  if ('all' in of) return checkList(of.all, `${at}/all`, block, depth);
  if ('any' in of) return checkList(of.any, `${at}/any`, block, depth);
  if ('not' in of) return checkCondition(of.not, `${at}/not`, block, depth + 1);
  if ('is' in of) return [...checkPath(of.element, at), ...checkTest(of.is, at)];
  if ('count' in of) {
    const bounds = isRange(of, isCountBound) ? [] : [`${at}: from and to are whole numbers, one of them is given`];
    return [...checkBlock(of.count, `${at}/count`, block), ...bounds, ...checkWhere(of, at, of.count, depth, false)];
  }
  if ('sum' in of) {
    const bounds = isRange(of, isBound) ? [] : [`${at}: from and to are decimal numbers, one of them is given`];
    const where = checkWhere(of, at, of.sum, depth, false);
    return [...checkBlock(of.sum, `${at}/sum`, block), ...checkPath(of.element, at), ...bounds, ...where];
  }
  const [name, inner] = 'some' in of ? (['some', of.some] as const) : (['every', of.every] as const);
  return [...checkBlock(inner, `${at}/${name}`, block), ...checkWhere(of, at, inner, depth, true)];
};

const checkBelonging = ({ kind, memberState, campaignId }: Fields): DefinitionFault[] => [
  ...(kind === undefined || Object.hasOwn(profileKinds, String(kind)) ? [] : ['/kind: not a kind of profile']),
  ...(memberState === undefined || (typeof memberState === 'string' && isMemberState(memberState))
    ? []
    : ['/memberState: not a Member State']),
  ...(campaignId === undefined || isText(campaignId) ? [] : ['/campaignId: names a campaign']),
  ...((campaignId === undefined) === (kind !== 'priorityControlArea')
    ? []
    : ['/campaignId: a profile of a priority control area names its campaign, and no other does']),
  ...(campaignId === undefined || memberState === undefined
    ? []
    : ['/memberState: campaigns are of the Union, and so are their profiles']),
];

/** All faults of a definition; none when it may be compiled. */
export const checkDefinition = (of: unknown): DefinitionFault[] => {
  if (!isFields(of)) return ['a definition'];
  const texts = ['title', 'reason'].filter((name) => !isText(of[name])).map((name) => `/${name}: missing`);
  const area = Object.hasOwn(riskAreas, String(of.riskAreaCode)) ? [] : ['/riskAreaCode: not a risk area'];
  const level = (riskLevels as readonly unknown[]).includes(of.riskLevel) ? [] : ['/riskLevel: not a risk level'];
  const procedures = areTexts(of.procedures) ? [] : ['/procedures: one at least'];
  const condition = checkCondition(of.condition, '/condition');
  return [...texts, ...area, ...level, ...checkBelonging(of), ...procedures, ...condition];
};
