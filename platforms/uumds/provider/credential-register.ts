/** What the sign-in asks of the application `credentials`, by its contract: who an API client is; and tells it: what has ended. */
import { errors } from 'oidc-provider';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { type Carry, createCalls } from '../../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../../shared-services/kit/rpc/own-call.ts';
import { contract } from '../credentials/contract.ts';

type Found = Awaited<ReturnType<ReturnType<typeof clientOf>['findApiClient']>>;

/** An API client that may have tokens now. */
export type ApiClient = NonNullable<Found['client']>;

export interface CredentialRegister {
  find(clientId: string): Promise<ApiClient | undefined>;
  /** The tokens of a sign-in are no longer believed anywhere. */
  end(sessionId: string): Promise<void>;
}

const deadlineMs = 2_000;
const idShape = /^api-[0-9a-f-]{36}$/;

/** Each question leaves a record on the audit chain: strangers who make up ids must not fill it. */
const maxStrangersPerSecond = 20;
const maxKnown = 10_000;

/** Lets through who was found before, and so many others in a second. */
const createSieve = (clock: Clock) => {
  const known = new Set<string>();
  let [second, strangers] = [0, 0];
  return {
    lets: (clientId: string): boolean => {
      if (known.has(clientId)) return true;
      const now = Math.floor(clock.nowMs() / 1000);
      if (now !== second) [second, strangers] = [now, 0];
      strangers += 1;
      return strangers <= maxStrangersPerSecond;
    },
    found: (clientId: string) => {
      if (known.size >= maxKnown) known.clear();
      known.add(clientId);
    },
  };
};

const clientOf = (carry: Carry) => createCalls(carry).to(contract);

/** @param carry passes calls of this platform on, `host.carryFrom('uumds')` */
export const createCredentialRegister = (carry: Carry, clock: Clock): CredentialRegister => {
  const register = clientOf(carry);
  const sieve = createSieve(clock);
  const call = () => ownCall('uumds', clock.nowMs() + deadlineMs);
  return {
    find: async (clientId) => {
      if (!idShape.test(clientId)) return undefined;
      if (!sieve.lets(clientId)) throw new errors.TemporarilyUnavailable('too many unknown clients; try again later');
      const { client } = await register.findApiClient({ clientId }, call());
      if (client !== undefined) sieve.found(clientId);
      return client;
    },
    end: async (sessionId) => {
      await register.endSignIn({ kind: 'session', id: sessionId }, call());
    },
  };
};

/** Without the application there are no API clients, and nobody to be told. */
export const noCredentialRegister: CredentialRegister = { find: async () => undefined, end: async () => {} };
