/** The OpenID provider of one Member State, as a small one would be: oidc-provider with one client, the centre. */
import { type ClientMetadata, type Configuration, type JWKS, Provider } from 'oidc-provider';
import { backChannelPath, brokerClientId, endpointPath, signedOutPath } from '../../platforms/uumds/brokering/paths.ts';
import type { ProviderKeys } from '../../platforms/uumds/keys/provider-keys.ts';
import { createMemory } from './memory.ts';
import { refusedPage, signedOutPage, signOutPage } from './pages.ts';
import type { NationalPerson } from './people.ts';

export interface ProviderParts {
  readonly country: string;
  readonly issuer: string;
  /** Of the realm that brokers this provider. */
  readonly centralIssuer: string;
  readonly keys: ProviderKeys;
  readonly people: readonly NationalPerson[];
}

/** The centre proves itself with a key that it publishes: no secret is shared. */
const centre = (country: string, centralIssuer: string): ClientMetadata => {
  const alias = country.toLowerCase();
  return {
    client_id: brokerClientId,
    client_name: 'UUM&DS',
    redirect_uris: [`${centralIssuer}${endpointPath(alias)}`],
    post_logout_redirect_uris: [`${centralIssuer}${signedOutPath(alias)}`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS256',
    jwks_uri: `${centralIssuer}/protocol/openid-connect/certs`,
    id_token_signed_response_alg: 'RS256',
    backchannel_logout_uri: `${centralIssuer}${backChannelPath}`,
    backchannel_logout_session_required: true,
  };
};

/** oidc-provider would refuse addresses of this machine; in a demonstration everything is on it. */
const fetchFromThisMachine: Configuration['fetch'] = (address, options) => {
  const { dispatcher: _guarded, ...rest } = options as RequestInit & { dispatcher?: unknown };
  return fetch(address, rest);
};

const claimsOf = ({ name, personIdentifier, eori }: NationalPerson) => ({
  // As eIDAS nodes do it: the identifier under which the country knows the person everywhere.
  sub: personIdentifier,
  person_identifier: personIdentifier,
  eori,
  preferred_username: name,
  name: `${name} (invented)`,
});

/** Who signs in to the centre is not asked whether the centre may know. */
const grantAll: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const { session, client, provider } = oidc;
  if (session?.accountId === undefined || client === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
};

/** Cookies know no ports: on one machine each provider needs names of its own. */
const cookieNames = (country: string) => {
  const prefix = `national_${country.toLowerCase()}`;
  return { session: `${prefix}_session`, interaction: `${prefix}_interaction`, resume: `${prefix}_resume` };
};

const configuration = ({ country, centralIssuer, keys, people }: ProviderParts): Configuration => ({
  adapter: createMemory(),
  clients: [centre(country, centralIssuer)],
  jwks: { keys: [...keys.signing] } as JWKS,
  cookies: { keys: [...keys.cookies], names: cookieNames(country) },
  scopes: ['openid', 'profile'],
  claims: {
    openid: ['sub', 'acr', 'eori', 'person_identifier'],
    profile: ['name', 'preferred_username'],
  },
  conformIdTokenClaims: false,
  responseTypes: ['code'],
  clientAuthMethods: ['private_key_jwt'],
  pkce: { required: () => true },
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 36_000, Grant: 36_000 },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: signOutPage(country), postLogoutSuccessSource: signedOutPage },
  },
  fetch: fetchFromThisMachine!,
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, subject) => {
    const person = people.find(({ personIdentifier }) => personIdentifier === subject);
    return person && { accountId: subject, claims: () => claimsOf(person) };
  },
  loadExistingGrant: grantAll!,
  renderError: refusedPage,
});

export const createNationalProvider = (parts: ProviderParts): Provider =>
  new Provider(parts.issuer, configuration(parts));
