/** Who has an account with a national sign-in. All of them are invented. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readOrCreate } from '../../platforms/uumds/data-folder.ts';
import { countryOfEori, type Organisation } from '../../platforms/uumds/realm.ts';

export interface NationalPerson {
  /** User name. */
  readonly name: string;
  readonly personIdentifier: string;
  /** Of the economic operator for which they act. */
  readonly eori: string;
  /** Level of assurance with which they sign in: `low`, `substantial`, `high`. */
  readonly assurance: 'low' | 'substantial' | 'high';
}

/** Somebody whom no economic operator has registered at the centre. */
const stranger = (country: string): NationalPerson => ({
  name: `invented-stranger-${country.toLowerCase()}`,
  personIdentifier: `${country}/EU/invented-stranger`,
  eori: `${country}0000000099`,
  assurance: 'low',
});

const assuranceOf = (profiles: readonly string[]): NationalPerson['assurance'] =>
  profiles.includes('administrator') ? 'high' : 'substantial';

/** The people of all economic operators to which the country gave their number, and a stranger. */
export const peopleOf = (country: string, organisations: readonly Organisation[]): readonly NationalPerson[] => [
  ...organisations.flatMap(({ eori, persons }) =>
    eori === undefined || countryOfEori(eori) !== country
      ? []
      : persons.flatMap(({ name, profiles, personIdentifier }) =>
          personIdentifier === undefined ? [] : [{ name, personIdentifier, eori, assurance: assuranceOf(profiles) }],
        ),
  ),
  stranger(country),
];

const notice =
  'Invented people of a national sign-in for demonstration. Anyone with this file can sign in as any of them.';

/** Their passwords: drawn at the first start, kept in `accounts.json`, readable by its owner only. */
export const loadPasswords = async (
  dataDirectory: string,
  people: readonly NationalPerson[],
): Promise<Readonly<Record<string, string>>> => {
  const draw = () => randomBytes(18).toString('base64url');
  const make = async () =>
    `${JSON.stringify({ notice, persons: Object.fromEntries(people.map(({ name }) => [name, draw()])) }, null, 2)}\n`;
  const stored = JSON.parse(await readOrCreate(join(dataDirectory, 'accounts.json'), make));
  return (stored as { persons: Record<string, string> }).persons;
};
