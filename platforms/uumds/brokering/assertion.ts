/**
 * What a national provider vouches for: who somebody is, for which economic operator they act, and how sure it is. It never
 * says what they may do: circle and profiles are held at the centre.
 */
import { countryOfEori, type NationalProvider } from '../realm.ts';

export interface Assertion {
  /** The provider's own name of the person. */
  readonly subject: string;
  readonly personIdentifier: string;
  readonly eori: string;
  /** Level of assurance; absent where the provider names none that is known here. */
  readonly assurance?: string;
  /** The provider's session. */
  readonly sessionId?: string;
}

/** Why a sign-in that the national provider accepted is not accepted here. */
export type Objection =
  | 'CLAIMS_INCOMPLETE'
  | 'EORI_OF_ANOTHER_COUNTRY'
  | 'PERSON_OF_ANOTHER_COUNTRY'
  | 'PERSON_NOT_KNOWN'
  | 'OPERATOR_DIFFERS'
  | 'LINKED_OTHERWISE';

/** Levels of assurance of Regulation (EU) No 910/2014, Article 8, under the names that eIDAS nodes give them. [M] */
export const assuranceLevels = ['low', 'substantial', 'high'].map((level) => `http://eidas.europa.eu/LoA/${level}`);

/** Country code and up to 15 characters (Commission Delegated Regulation (EU) 2015/2446, Annex 12-01). */
const eoriShape = /^[A-Z]{2}[A-Z0-9]{1,15}$/;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 256 ? value : undefined;

const optional = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: string };

/** Reads verified claims of an ID token. A provider may only vouch for operators and persons of its own country. */
export const readAssertion = (
  claims: Readonly<Record<string, unknown>>,
  { country }: NationalProvider,
): Assertion | Objection => {
  const [subject, personIdentifier, eori] = [claims.sub, claims.person_identifier, claims.eori].map(textOf);
  if (subject === undefined || personIdentifier === undefined || eori === undefined) return 'CLAIMS_INCOMPLETE';
  if (!eoriShape.test(eori)) return 'CLAIMS_INCOMPLETE';
  if (countryOfEori(eori) !== country) return 'EORI_OF_ANOTHER_COUNTRY';
  if (!personIdentifier.startsWith(`${country}/`)) return 'PERSON_OF_ANOTHER_COUNTRY';
  const assurance = assuranceLevels.find((level) => level === claims.acr);
  return {
    ...{ subject, personIdentifier, eori },
    ...optional('assurance', assurance),
    ...optional('sessionId', textOf(claims.sid)),
  };
};
