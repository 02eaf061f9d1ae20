/** How a rule or condition of the ICS2 specification is written here. */
import type { Fault } from '../../../../../shared-services/kit/refusal.ts';
import type { FilingName } from '../../messages/filings.ts';
import { housesOf } from '../filing.ts';
import type { FilingView, House, Master } from '../filing-view.ts';

/** What rules must know beyond the message. */
export interface RuleContext {
  readonly isMemberState: (country: string) => boolean;
  /** Undefined when the office is not in the list. */
  readonly countryOfOffice: (office: string) => string | undefined;
  /** A registered operator; undefined when the EORI is not registered. */
  readonly operator: (eori: string) => { readonly status: string } | undefined;
  /** Day for which the rules are checked, YYYY-MM-DD. */
  readonly today: string;
}

export type Path = readonly (string | number)[];

/** What is wrong, and where; the rule adds its id. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

export type Check = (filing: FilingView, context: RuleContext) => readonly Problem[];

export interface Rule {
  /** Number in the official list, R3018. */
  readonly id: string;
  readonly appliesTo: readonly FilingName[];
  readonly check: (filing: FilingView, context: RuleContext) => readonly Fault[];
}

export const all = [
  'IE3F10',
  'IE3F11',
  'IE3F24',
  'IE3F26',
  'IE3F32',
  'IE3F43',
] as const satisfies readonly FilingName[];
export const sea = ['IE3F10', 'IE3F11'] as const satisfies readonly FilingName[];
export const preLoading = ['IE3F24', 'IE3F26', 'IE3F32', 'IE3F43'] as const satisfies readonly FilingName[];
/** Filings whose houses state places, containers and payment. */
export const detailedHouses = ['IE3F10', 'IE3F11', 'IE3F26'] as const satisfies readonly FilingName[];

export const rule = (id: string, appliesTo: readonly FilingName[], check: Check): Rule => ({
  id,
  appliesTo,
  check: (filing, context) => check(filing, context).map((problem) => ({ code: id, ...problem })),
});

/** The problem, if it is one. */
export const unless = (holds: boolean, path: Path, message: string): readonly Problem[] =>
  holds ? [] : [{ path, message }];

export interface Located<T> {
  readonly path: Path;
  readonly value: T;
}

/** The elements of a repetition, each with its place. */
export const each = <T>(path: Path, values: readonly T[] | undefined): Located<T>[] =>
  (values ?? []).map((value, index) => ({ path: [...path, index], value }));

const masterPath: Path = ['consignmentMasterLevel'];

export const master = (filing: FilingView): Located<Master> => ({
  path: masterPath,
  value: filing.consignmentMasterLevel,
});

export const houses = (filing: FilingView): Located<House>[] =>
  each([...masterPath, 'consignmentHouseLevel'], housesOf(filing));

/** A consignment of either level, as far as both have the same elements. */
export type Consignment = Master | House;

type CheckConsignment<C extends Consignment> = (consignment: Located<C>, context: RuleContext) => readonly Problem[];

/** A rule on the master consignment. */
export const masterRule = (id: string, appliesTo: readonly FilingName[], check: CheckConsignment<Master>): Rule =>
  rule(id, appliesTo, (filing, context) => check(master(filing), context));

/** A rule on each house consignment. */
export const houseRule = (id: string, appliesTo: readonly FilingName[], check: CheckConsignment<House>): Rule =>
  rule(id, appliesTo, (filing, context) => houses(filing).flatMap((house) => check(house, context)));
