/**
 * Which account of the centre a national subject signs in to. The centre knows its people by the identifier that their
 * Member State gave them. With the first sign-in the provider's own name of the person is linked to the account, for good.
 */
import type { Pool } from 'pg';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { NationalProvider, Organisation } from '../realm.ts';
import type { Assertion, Objection } from './assertion.ts';

export interface LinkParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly organisations: readonly Organisation[];
}

export interface Linked {
  /** User name. */
  readonly account: string;
}

export interface Links {
  accountOf(provider: NationalProvider, assertion: Assertion): Promise<Linked | Objection>;
}

/** One subject has one account, one account one subject of a provider: of two first sign-ins at once, one is refused. */
const linkOrUse = `
  insert into national_link (alias, subject_hash, account, linked_at, used_at) values ($1, $2, $3, $4, $4)
  on conflict (alias, subject_hash) do update set used_at = excluded.used_at
    where national_link.account = excluded.account
  returning account`;

const uniqueViolation = '23505';

const isTaken = (error: unknown): boolean => (error as { code?: string }).code === uniqueViolation;

/** The provider's name of a person, in one that says nothing; its issuer belongs to it (OpenID Connect Core, 5.7). */
export const subjectHashOf = ({ issuer }: NationalProvider, subject: string): string =>
  sha256Hex(JSON.stringify([issuer, subject]));

export const createLinks = ({ pool, clock, organisations }: LinkParts): Links => {
  const registered = new Map(
    organisations.flatMap(({ persons, eori, circle }) =>
      persons.map(({ name, personIdentifier }) => [personIdentifier, { name, eori, circle }] as const),
    ),
  );
  const isLinked = async (provider: NationalProvider, subject: string, account: string): Promise<boolean> => {
    const values = [provider.alias, subjectHashOf(provider, subject), account, new Date(clock.nowMs())];
    try {
      return (await pool.query(linkOrUse, values)).rowCount === 1;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  };
  return {
    accountOf: async (provider, { subject, personIdentifier, eori }) => {
      const person = registered.get(personIdentifier);
      // Operators of the platforms are known to no national provider.
      if (person === undefined || person.circle === 'administrators') return 'PERSON_NOT_KNOWN';
      if (person.eori !== eori) return 'OPERATOR_DIFFERS';
      return (await isLinked(provider, subject, person.name)) ? { account: person.name } : 'LINKED_OTHERWISE';
    },
  };
};
