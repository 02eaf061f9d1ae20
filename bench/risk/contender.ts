/** What is measured: something that is loaded with profiles, and says of a declaration which of them match. */
import type { Profile } from '../../platforms/cdco/risk-analysis/domain/profile.ts';
import type { Bench } from './declarations.ts';

export interface Loaded {
  /** What is parsed: our own takes the declaration, the others a flat view of it. */
  textOf(declaration: Bench): string;
  /** Ids of the profiles that match; what else it comes to is thrown away. */
  evaluate(parsed: unknown, declaration: Bench): readonly string[] | Promise<readonly string[]>;
}

export interface Contender {
  readonly name: string;
  load(profiles: readonly Profile[], sample: readonly Bench[]): Loaded | Promise<Loaded>;
}

/** Of a profile, beside its condition. */
export const limitsOf = ({ validFrom, validTo = '9999-12-31', definition }: Profile) => ({
  from: Number(validFrom.replaceAll('-', '')),
  to: Number(validTo.replaceAll('-', '')),
  dataSets: definition.specificCircumstances,
});
