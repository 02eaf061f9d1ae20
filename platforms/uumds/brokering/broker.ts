/** UUM&DS as broker: what it needs for all national providers, whichever form of the realm is served at the moment. */
import type { JWK } from 'jose';
import type { Pool } from 'pg';
import { createBreaker } from '../../../shared-services/kit/breaker.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { NationalProvider, Organisation } from '../realm.ts';
import { createLinks, type Links } from './links.ts';
import { createRelyingParty, type RelyingParty } from './relying-party.ts';
import { createNationalSessions, type NationalSessions } from './sessions.ts';
import { createSignInsAway, type SignInsAway } from './sign-ins.ts';

export interface BrokerParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of the realm. */
  readonly issuer: string;
  readonly organisations: readonly Organisation[];
  readonly nationalProviders: readonly NationalProvider[];
  readonly signingKey: () => JWK;
  /** Of what must be ours when it comes back. */
  readonly secret: string;
  /** Deadline of a request to a national provider. */
  readonly deadlineMs?: number;
}

export interface Broker {
  readonly issuer: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** By alias. */
  readonly relyingParties: ReadonlyMap<string, RelyingParty>;
  readonly signIns: SignInsAway;
  readonly links: Links;
  readonly sessions: NationalSessions;
}

const maxUnderWay = 50;

export const createBroker = (parts: BrokerParts): Broker => {
  const { issuer, secret, clock, log, pool, nationalProviders } = parts;
  const relyingParties = nationalProviders.map((provider): [string, RelyingParty] => {
    const breaker = createBreaker({ name: `national sign-in ${provider.alias}`, maxUnderWay });
    return [provider.alias, createRelyingParty({ ...parts, provider, breaker })];
  });
  return {
    ...{ issuer, secret, clock, log },
    relyingParties: new Map(relyingParties),
    signIns: createSignInsAway({ pool, clock, secret }),
    links: createLinks(parts),
    sessions: createNationalSessions(pool, clock),
  };
};
