/** What is said of the holder in tokens, in the words that Keycloak uses. */
import type { AccessToken, ClientCredentials, UnknownObject } from 'oidc-provider';
import { type PortalClient, type Realm, type Standing, type SystemClient, standingClaims } from '../realm.ts';
import type { Accounts } from './accounts.ts';

type RealmClient = SystemClient | PortalClient;

export interface Claims {
  /** For whom a token speaks: the organisation of the person, or of the system; and how sure it is who the person is. */
  readonly ofToken: (token: AccessToken | ClientCredentials, assurance?: string) => UnknownObject | undefined;
  readonly ofPerson: (username: string) => UnknownObject | undefined;
  readonly audiencesOf: (clientId: string | undefined) => readonly string[];
}

const bearerClaims = (clientId: string | undefined, standing: Standing): UnknownObject => ({
  // keycloak-connect reads this claim, not the header's `typ`.
  typ: 'Bearer',
  azp: clientId,
  ...standingClaims(standing),
});

export const createClaims = ({ systemClients, portalClients }: Realm, accounts: Accounts): Claims => {
  const clients = new Map<string, RealmClient>([...systemClients, ...portalClients].map((one) => [one.id, one]));
  const standingOf = (token: AccessToken | ClientCredentials): Standing | undefined => {
    if ('accountId' in token && token.accountId !== undefined) return accounts.standingOf(token.accountId);
    const client = clients.get(token.clientId ?? '');
    return client?.kind === 'system' ? client.organisation : undefined;
  };
  return {
    ofToken: (token, assurance) => {
      const standing = standingOf(token);
      const acr = assurance === undefined ? {} : { acr: assurance };
      return standing && { ...bearerClaims(token.clientId, standing), ...acr };
    },
    ofPerson: (username) => {
      const standing = accounts.standingOf(username);
      if (standing === undefined) return undefined;
      const { title, circle, eori } = standing;
      return { preferred_username: username, name: `Somebody at ${title} (invented)`, circle, eori };
    },
    audiencesOf: (clientId) => clients.get(clientId ?? '')?.audiences ?? [],
  };
};
