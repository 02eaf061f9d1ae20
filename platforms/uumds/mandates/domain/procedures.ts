/** What a mandate can cover: operations that contracts offer to traders, and in which one may speak for another. */
import { type Application, operationsOf } from '../../../../reference-architecture/contract/language.ts';
import { type ScopeProfile, scopeProfiles } from './words.ts';

export interface Procedure {
  /** `entry.fileIE3F32` */
  readonly id: string;
  readonly application: string;
  readonly title: string;
  readonly operation: string;
  readonly summary: string;
  /** To which of the profiles that can be given it is offered. */
  readonly profiles: readonly ScopeProfile[];
  /** The message has a place to name who represents the principal: who is not named there does not represent. */
  readonly namesRepresentative: boolean;
}

export type Procedures = ReadonlyMap<string, Procedure>;

export const proceduresOf = (catalogue: readonly Application[]): Procedures => {
  const all = catalogue.flatMap(operationsOf).flatMap(({ id, name, application, operation }): Procedure[] => {
    const untrusted = operation.audience.filter(({ circle }) => circle === 'untrusted').flatMap((one) => one.profiles);
    const profiles = scopeProfiles.filter((profile) => untrusted.includes(profile));
    if (operation.speaksFor === undefined || profiles.length === 0) return [];
    return [
      {
        id,
        application: application.name,
        title: application.title,
        operation: name,
        summary: operation.summary,
        profiles,
        namesRepresentative: operation.speaksFor.representative !== undefined,
      },
    ];
  });
  return new Map(all.map((one) => [one.id, one]));
};

/** The procedures that an entry of a scope means; none where contracts do not offer it. */
export const meantBy = (procedures: Procedures, entry: string): Procedure[] =>
  [...procedures.values()].filter(({ id, application }) => id === entry || application === entry);

/** Whether an entry of a scope covers the operation. */
const entryCovers = (entry: string, { id, application }: Pick<Procedure, 'id' | 'application'>): boolean =>
  entry === application || entry === id;

/** Whether a scope covers the operation, for the profile. */
export const covers = (
  { scope, profile }: { readonly scope: readonly string[]; readonly profile: ScopeProfile },
  procedure: Procedure,
): boolean => procedure.profiles.includes(profile) && scope.some((entry) => entryCovers(entry, procedure));

/** Whether everything that an entry means is within a scope. */
export const isWithin = (entry: string, scope: readonly string[]): boolean =>
  scope.some((wider) => wider === entry || entry.startsWith(`${wider}.`));
