/** What is said of the holder in tokens, in the words that Keycloak uses. */
import type { AccessToken, Client, ClientCredentials, UnknownObject } from 'oidc-provider';
import {
  audiences,
  type PortalClient,
  type Realm,
  type Standing,
  type SystemClient,
  standingClaims,
} from '../realm.ts';
import type { Accounts } from './accounts.ts';
import { sessionIdOf } from './adapter.ts';
import { networkClaims, standingOfApiClient } from './api-clients.ts';

type RealmClient = SystemClient | PortalClient;

export type Token = AccessToken | ClientCredentials;

export interface Claims {
  /** For whom a token speaks: the organisation of the person, or of the system; and how sure it is who the person is. */
  readonly ofToken: (
    token: Token,
    of: { assurance?: string | undefined; client?: Client | undefined },
  ) => UnknownObject | undefined;
  readonly ofPerson: (username: string) => UnknownObject | undefined;
  readonly audiencesOf: (client: Client | undefined) => readonly string[];
}

const bearerClaims = (clientId: string | undefined, standing: Standing): UnknownObject => ({
  // keycloak-connect reads this claim, not the header's `typ`.
  typ: 'Bearer',
  azp: clientId,
  ...standingClaims(standing),
});

/** Of a person's token: the sign-in that it ends with. */
const sessionClaim = (token: Token): UnknownObject =>
  'grantId' in token && token.grantId !== undefined ? { sid: sessionIdOf(token.grantId) } : {};

export const createClaims = ({ systemClients, portalClients }: Realm, accounts: Accounts): Claims => {
  const clients = new Map<string, RealmClient>([...systemClients, ...portalClients].map((one) => [one.id, one]));
  const standingOf = (token: Token, client: Client | undefined): Standing | undefined => {
    if ('accountId' in token && token.accountId !== undefined) return accounts.standingOf(token.accountId);
    const known = clients.get(token.clientId ?? '');
    return known?.kind === 'system' ? known.organisation : standingOfApiClient(client);
  };
  return {
    ofToken: (token, { assurance, client }) => {
      const standing = standingOf(token, client);
      const acr = assurance === undefined ? {} : { acr: assurance };
      const more = { ...acr, ...sessionClaim(token), ...networkClaims(client) };
      return standing && { ...bearerClaims(token.clientId, standing), ...more };
    },
    ofPerson: (username) => {
      const standing = accounts.standingOf(username);
      if (standing === undefined) return undefined;
      const { title, circle, eori, memberState } = standing;
      return {
        preferred_username: username,
        name: `Somebody at ${title} (invented)`,
        circle,
        eori,
        member_state: memberState,
      };
    },
    audiencesOf: (client) =>
      clients.get(client?.clientId ?? '')?.audiences ?? (standingOfApiClient(client) ? audiences.untrusted : []),
  };
};
