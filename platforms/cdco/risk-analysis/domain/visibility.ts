/** Who may see what: a Member State its own profiles and those of the Union, in declarations in which it is concerned. */
import { countryGroups } from './country-groups.ts';

/** In whose name the risk unit of the Union speaks: it belongs to no Member State, and is concerned everywhere. */
export const union = 'EU';

export interface Reader {
  /** Member State of the reader, or the Union. */
  readonly memberState: string;
  /** An entry system reads no restricted criteria. */
  readonly isRiskExpert: boolean;
}

/** Northern Ireland counts: the Union Customs Code applies there. */
export const isMemberState = (country: string): boolean =>
  country === 'XI' || countryGroups.get('EU')!.members.has(country);

/** @param owner Member State of a national profile; none: of the Union */
export const isVisibleTo = (owner: string | undefined | null, memberState: string): boolean =>
  owner === undefined || owner === null || owner === memberState;

export const mayConsult = (concerned: readonly string[], { memberState }: Reader): boolean =>
  memberState === union || concerned.includes(memberState);
