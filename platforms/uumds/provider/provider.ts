/** The embedded identity provider: oidc-provider with the addresses and the claims of a Keycloak realm. */
import { hkdfSync } from 'node:crypto';
import {
  type ClientMetadata,
  type Configuration,
  errors,
  type JWKS,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { Pool } from 'pg';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import { assuranceLevels } from '../brokering/assertion.ts';
import type { ProviderKeys } from '../keys/provider-keys.ts';
import { type PortalClient, type Realm, realmName, type SystemClient } from '../realm.ts';
import { createAdapter } from './adapter.ts';
import {
  apiClientAuthMethods,
  apiClientMetadata,
  assertNetwork,
  assertShortLived,
  certificateOf,
  signingAlgorithms,
  tokenLifetimeSeconds,
} from './api-clients.ts';
import type { Claims, Token } from './claims.ts';
import type { CredentialRegister } from './credential-register.ts';

import { errorPage, signedOutPage, signOutPage } from './pages.ts';

export const realmPath = `/realms/${realmName}`;

const protocolPath = '/protocol/openid-connect';

export const userInfoPath = `${protocolPath}/userinfo`;

/** The one thing that tokens are for; its name goes nowhere but through oidc-provider, audiences are the realm's. */
const resource = 'urn:portorium:platform';
const scope = 'openid profile offline_access';

export interface ProviderParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Logger;
  /** Address without a path. */
  readonly baseUrl: string;
  readonly realm: Realm;
  readonly claims: Claims;
  readonly keys: ProviderKeys;
  /** Client id to secret. */
  readonly clientSecrets: Readonly<Record<string, string>>;
  readonly accessTokenLifetimeSeconds: number;
  /** API clients of operators, and who must be told of what has ended. */
  readonly register: CredentialRegister;
  /** Origin at which the token endpoint asks for client certificates (RFC 8705, 5). */
  readonly mutualTlsUrl?: string;
}

const routes = {
  authorization: `${protocolPath}/auth`,
  token: `${protocolPath}/token`,
  jwks: `${protocolPath}/certs`,
  userinfo: userInfoPath,
  introspection: `${protocolPath}/token/introspect`,
  revocation: `${protocolPath}/revoke`,
  end_session: `${protocolPath}/logout`,
};

/** What systems need, and all that the door of mutual TLS leads to. */
export const systemPaths = [routes.token, routes.revocation];

const systemMetadata = ({ id }: SystemClient, secret: string | undefined): ClientMetadata => {
  if (secret === undefined) throw new Error(`The client ${id} has no secret.`);
  return {
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
};

const portalMetadata = ({ id, redirectUris, signedOutUris }: PortalClient): ClientMetadata => ({
  client_id: id,
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [...redirectUris],
  post_logout_redirect_uris: [...signedOutUris],
});

/** The applications are the platform's own: whoever signs in is not asked to consent to them. */
const loadExistingGrant: Configuration['loadExistingGrant'] = async (context) => {
  const { session, client, provider } = context.oidc;
  if (session?.accountId === undefined || client === undefined) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  if (grantId !== undefined) return provider.Grant.find(grantId);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
};

const resourceIndicators = (accessTokenLifetimeSeconds: number) => ({
  enabled: true,
  defaultResource: () => resource,
  useGrantedResource: () => true,
  getResourceServerInfo: (_context: unknown, indicator: string) => {
    if (indicator !== resource) throw new errors.InvalidTarget();
    return {
      scope,
      audience: resource,
      accessTokenTTL: accessTokenLifetimeSeconds,
      accessTokenFormat: 'jwt' as const,
      jwt: { sign: { alg: 'RS256' as const } },
    };
  },
});

/** The same in every process that has the keys. */
const nonceSecretOf = ({ cookies }: ProviderKeys): Buffer =>
  Buffer.from(hkdfSync('sha256', cookies[0] ?? '', '', 'DPoP nonces', 32));

/** RFC 8705, 5. */
const mutualTlsAliases = ({ mutualTlsUrl }: ProviderParts) => {
  const at = (path: string) => `${mutualTlsUrl}${realmPath}${path}`;
  return mutualTlsUrl === undefined
    ? {}
    : { mtls_endpoint_aliases: { token_endpoint: at(routes.token), revocation_endpoint: at(routes.revocation) } };
};

const features = (parts: ProviderParts): Configuration['features'] => ({
  devInteractions: { enabled: false },
  // RFC 9449. Nonces may be used, and are not asked for: a proof lives five minutes, and counts once.
  dPoP: { enabled: true, nonceSecret: nonceSecretOf(parts.keys), requireNonce: () => false },
  mTLS: {
    enabled: true,
    certificateBoundAccessTokens: true,
    selfSignedTlsClientAuth: true,
    getCertificate: certificateOf as never,
  },
  pushedAuthorizationRequests: { enabled: false },
  clientCredentials: { enabled: true },
  introspection: { enabled: true },
  revocation: { enabled: true },
  rpInitiatedLogout: { enabled: true, logoutSource: signOutPage, postLogoutSuccessSource: signedOutPage },
  resourceIndicators: resourceIndicators(parts.accessTokenLifetimeSeconds),
});

const findAccount =
  (claims: Claims): Configuration['findAccount'] =>
  (_context, username) => {
    const said = claims.ofPerson(username);
    return said && { accountId: username, claims: () => ({ sub: username, ...said }) };
  };

/** How sure the national provider was; stands with the code, and with what renews its tokens. */
const assuranceOf = ({ oidc }: KoaContextWithOIDC): string | undefined =>
  oidc.entities.AuthorizationCode?.acr ?? oidc.entities.RefreshToken?.acr;

const secondsOf = { tenMinutes: 600, hour: 3600, workingDay: 36_000 };

const configuration = (parts: ProviderParts): Configuration => ({
  adapter: createAdapter(parts.pool, parts.clock, parts.register),
  clients: [
    ...parts.realm.systemClients.map((client) => systemMetadata(client, parts.clientSecrets[client.id])),
    ...parts.realm.portalClients.map(portalMetadata),
  ],
  jwks: { keys: [...parts.keys.signing] } as JWKS,
  cookies: { keys: [...parts.keys.cookies] },
  // Keycloak's parameter for the national sign-in to go to.
  extraParams: ['kc_idp_hint'],
  acrValues: assuranceLevels,
  routes,
  scopes: scope.split(' '),
  claims: { openid: ['sub', 'eori', 'member_state', 'circle'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  responseTypes: ['code'],
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none', ...apiClientAuthMethods],
  enabledJWA: { clientAuthSigningAlgValues: [...signingAlgorithms], dPoPSigningAlgValues: [...signingAlgorithms] },
  assertJwtClientAuthClaimsAndHeader: async (_context, claims) => assertShortLived(parts.clock.nowMs(), claims),
  extraClientMetadata: { properties: [...apiClientMetadata] },
  discovery: mutualTlsAliases(parts),
  pkce: { required: () => true },
  // Renewed, and renewing, until the working day is over; each use gives a new one and ends the old.
  issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  ttl: {
    ClientCredentials: (_context, _token, client) =>
      tokenLifetimeSeconds(client, parts.accessTokenLifetimeSeconds, parts.clock.nowMs()),
    AccessToken: parts.accessTokenLifetimeSeconds,
    AuthorizationCode: 60,
    IdToken: secondsOf.hour,
    Interaction: secondsOf.tenMinutes,
    RefreshToken: secondsOf.workingDay,
    Session: secondsOf.workingDay,
    Grant: secondsOf.workingDay,
  },
  features: features(parts)!,
  interactions: { url: (_context, { uid }) => `${realmPath}/interaction/${uid}` },
  findAccount: findAccount(parts.claims)!,
  loadExistingGrant: loadExistingGrant!,
  extraTokenClaims: (context, token) => {
    assertNetwork(context);
    return parts.claims.ofToken(token as Token, { assurance: assuranceOf(context), client: context.oidc.client });
  },
  formats: {
    customizers: {
      jwt: (context, _token, { payload }) => {
        Object.assign(payload, { aud: parts.claims.audiencesOf(context.oidc.client) });
      },
    },
  },
  renderError: errorPage,
});

/**
 * A provider to be mounted at `realmPath`. Its state is in the pool's schema. It believes the forwarded address, which
 * `canonicalAddress` sets: what it says of itself never comes from a request.
 */
export const createProvider = (parts: ProviderParts): Provider => {
  const issuer = `${parts.baseUrl}${realmPath}`;
  const provider = new Provider(issuer, configuration(parts));
  provider.proxy = true;
  provider.on('server_error', (_context, error) => parts.log.error({ err: error }, 'identity provider failed'));
  provider.on('grant.error', (_context, { error, error_description }) =>
    parts.log.info({ error, reason: error_description }, 'token refused'),
  );
  return provider;
};
