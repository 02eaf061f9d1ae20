/** What a profile costs each declaration, before it is let loose on all of them. Rough, and meant for comparison. */
import type { BlockName, Condition } from './condition.ts';
import { clausesOf } from './matching/index-profiles.ts';
import type { Clause, Literal, Part } from './matching/normal-form.ts';
import { askedOf } from './matching/tests.ts';
import type { Traffic } from './matching/traffic.ts';
import type { Definition } from './profile.ts';

export interface Cost {
  /** Microseconds for a declaration, on average. */
  readonly microseconds: number;
  /** How often a declaration leads to it; undefined: it is asked of every one. */
  readonly lookUps?: number;
}

/** A thousand profiles that cost as much would take 20 ms of every declaration. */
export const mostMicroseconds = 20;

const literalUs = 0.02;
/** A literal that must look at the text itself. */
const textUs = 0.3;
const patternUs = 1.5;

const isText = (literal: Literal): boolean => 'value' in askedOf(literal);
const usOf = (literal: Literal): number => ('pattern' in literal.is ? patternUs : isText(literal) ? textUs : literalUs);

const usOfCondition = (of: Condition, block: BlockName, traffic: Traffic): number => {
  const sum = (list: readonly Condition[]) => list.reduce((all, one) => all + usOfCondition(one, block, traffic), 0);
  const rows = (inner: BlockName) => Math.max(1, traffic.rows(inner) / traffic.rows(block));
  if ('all' in of) return sum(of.all);
  if ('any' in of) return sum(of.any);
  if ('not' in of) return usOfCondition(of.not, block, traffic);
  if ('is' in of) return usOf({ ...of, negated: false });
  const inner = 'some' in of ? of.some : 'every' in of ? of.every : 'count' in of ? of.count : of.sum;
  const where = of.where === undefined ? literalUs : usOfCondition(of.where, inner, traffic);
  return rows(inner) * ('sum' in of ? where + textUs : where);
};

const lookUpsOfPart = (part: Part, block: BlockName, traffic: Traffic): number => {
  if ('some' in part) return lookUpsOf(part.some, traffic);
  if (!('literal' in part) || part.literal.negated || isText(part.literal)) return Number.POSITIVE_INFINITY;
  return traffic.passing(block, part.literal);
};

/** By the rarest of its literals. */
const lookUpsOf = ({ block, parts }: Clause, traffic: Traffic): number =>
  Math.min(Number.POSITIVE_INFINITY, ...parts.map((part) => lookUpsOfPart(part, block, traffic)));

export const costOf = (definition: Definition, traffic: Traffic): Cost => {
  const whole = usOfCondition(definition.condition, 'declaration', traffic);
  const lookUps = clausesOf(definition).reduce((sum, clause) => sum + lookUpsOf(clause, traffic), 0);
  return lookUps <= 1 ? { microseconds: lookUps * whole, lookUps } : { microseconds: whole };
};

export interface CostVerdict {
  readonly refused?: string;
  readonly warning?: string;
}

/** Refuses what costs out of all proportion, and warns of what every declaration pays for. */
export const judgeCost = ({ microseconds, lookUps }: Cost): CostVerdict => {
  const us = microseconds.toFixed(1);
  if (microseconds > mostMicroseconds) {
    return { refused: `costs about ${us} µs for each declaration; ${mostMicroseconds} is the most` };
  }
  if (lookUps !== undefined) return {};
  return { warning: `nothing it asks for is rare: it is asked of every declaration, about ${us} µs each` };
};
