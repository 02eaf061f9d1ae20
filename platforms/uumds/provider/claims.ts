/** What is said of the holder in tokens, in the words that Keycloak uses. */
import type { AccessToken, ClientCredentials, UnknownObject } from 'oidc-provider';
import { type Organisation, organisationClaims, type PortalClient, type Realm, type SystemClient } from '../realm.ts';
import type { Accounts } from './accounts.ts';

type RealmClient = SystemClient | PortalClient;

export interface Claims {
  /** The organisation for which a token speaks: that of the person, or of the system. */
  readonly ofToken: (token: AccessToken | ClientCredentials) => UnknownObject | undefined;
  readonly ofPerson: (username: string) => UnknownObject | undefined;
  readonly audiencesOf: (clientId: string | undefined) => readonly string[];
}

const bearerClaims = (clientId: string | undefined, organisation: Organisation): UnknownObject => ({
  // keycloak-connect reads this claim, not the header's `typ`.
  typ: 'Bearer',
  azp: clientId,
  ...organisationClaims(organisation),
});

export const createClaims = ({ systemClients, portalClients }: Realm, accounts: Accounts): Claims => {
  const clients = new Map<string, RealmClient>([...systemClients, ...portalClients].map((one) => [one.id, one]));
  const organisationOf = (token: AccessToken | ClientCredentials): Organisation | undefined => {
    if ('accountId' in token && token.accountId !== undefined) return accounts.organisationOf(token.accountId);
    const client = clients.get(token.clientId ?? '');
    return client?.kind === 'system' ? client.organisation : undefined;
  };
  return {
    ofToken: (token) => {
      const organisation = organisationOf(token);
      return organisation && bearerClaims(token.clientId, organisation);
    },
    ofPerson: (username) => {
      const organisation = accounts.organisationOf(username);
      if (organisation === undefined) return undefined;
      const { circle, eori } = organisationClaims(organisation);
      return { preferred_username: username, name: `Somebody at ${organisation.title} (invented)`, circle, eori };
    },
    audiencesOf: (clientId) => clients.get(clientId ?? '')?.audiences ?? [],
  };
};
