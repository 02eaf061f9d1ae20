/** How the content of each kind of rule is written, for the check of drafts. */
import { type TSchema, Type } from '@sinclair/typebox';
import { measures, quantileNames } from '../credibility/measures.ts';
import { riskLevels } from '../profile.ts';
import { riskAreas, selectionAreas } from '../risk-areas.ts';
import type { RuleKind } from './rule.ts';

const exactly = (properties: Record<string, TSchema>) => Type.Object(properties, { additionalProperties: false });
const words = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const oneOf = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const some = (schema: TSchema) => Type.Array(schema, { minItems: 1, maxItems: 99, uniqueItems: true });
const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

const area = oneOf(Object.keys(riskAreas));
/** History weighs what statistics say, too; chance has no score. */
const scored = oneOf([...Object.keys(riskAreas), ...Object.keys(selectionAreas).filter((one) => one !== 'RND')]);
const level = oneOf(riskLevels);
const common = { title: words(200), procedures: Type.Optional(some(words(20))) };
const control = words(35);

const roles = ['declarant', 'representative', 'carrier', 'importer', 'exporter', 'consignee', 'consignor'];

const history = exactly({
  ...common,
  roles: some(oneOf(roles)),
  areas: some(scored),
  points: whole(-99, 99),
  test: Type.Any(),
});

const quantile = oneOf(quantileNames);
const thresholds = {
  lowest: quantile,
  highest: quantile,
  factorPercent: whole(100, 100_000),
  minimumSupport: whole(1, 1_000_000),
};
const measure = oneOf(measures);
const percent = Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 }));

/** By kind of rule and of its test: a fault is told by its place, not that the whole fits nothing. */
export const testShapes: Readonly<Partial<Record<RuleKind, Readonly<Record<string, TSchema>>>>> = {
  history: {
    aeo: exactly({
      kind: Type.Literal('aeo'),
      types: some(oneOf(['AEOC', 'AEOS', 'AEOF'])),
      status: oneOf(['valid', 'suspended', 'revoked']),
    }),
    finds: exactly({ kind: Type.Literal('finds'), atLeast: whole(1, 999), withinDays: whole(1, 3660) }),
  },
  credibility: {
    outsideBand: exactly({ kind: Type.Literal('outsideBand'), measure, ...thresholds }),
    scaled: exactly({ kind: Type.Literal('scaled'), measure, by: some(whole(2, 1_000_000_000)), ...thresholds }),
    swapped: exactly({ kind: Type.Literal('swapped'), measure, ...thresholds }),
    piecesAsKilograms: exactly({ kind: Type.Literal('piecesAsKilograms'), ...thresholds }),
    netShareOfGross: exactly({ kind: Type.Literal('netShareOfGross'), fromPercent: percent, toPercent: percent }),
    containerCheckDigit: exactly({ kind: Type.Literal('containerCheckDigit') }),
    combination: exactly({ kind: Type.Literal('combination'), condition: Type.Any() }),
  },
};

const credibility = exactly({
  ...common,
  position: whole(1, 1_000_000),
  riskAreaCode: area,
  riskLevel: level,
  effect: oneOf(['flag', 'block']),
  recommendedControl: Type.Optional(control),
  test: Type.Any(),
  reason: words(300),
  disclosure: words(300),
  question: words(300),
});

const statistics = exactly({
  ...common,
  atLeastRate: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
  atLeastControls: whole(0, 1_000_000),
  atLeastResults: whole(1, 1_000_000_000),
  riskLevel: level,
  recommendedControl: Type.Optional(control),
  reason: words(300),
});

const random = exactly({
  ...common,
  sharePercent: Type.Number({ minimum: 0, maximum: 100 }),
  recommendedControl: control,
  reason: words(300),
});

export const ruleShapes: Readonly<Record<RuleKind, TSchema>> = { history, credibility, statistics, random };
