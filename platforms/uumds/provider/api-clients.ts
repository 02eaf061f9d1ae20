/** API clients of operators at the token endpoint: what oidc-provider must know of them, and what their tokens say. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { RequestHandler } from 'express';
import { type Adapter, type Client, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { clientAddress, connectionOf, type IsProxy } from '../../../shared-services/gateway/throttling/address.ts';
import { createNetworks } from '../../../shared-services/kit/identity/networks.ts';
import type { Profile, Standing } from '../realm.ts';
import type { ApiClient, CredentialRegister } from './credential-register.ts';

/** Algorithms of assertions and proofs: no shared secrets, no `none`. */
export const signingAlgorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'] as const;

export const apiClientAuthMethods = ['private_key_jwt', 'self_signed_tls_client_auth'] as const;

/** What stands in the metadata beside what RFC 7591 knows. */
export const apiClientMetadata = [
  'operator_eori',
  'operator_profiles',
  'operator_networks',
  'operator_valid_until',
] as const;

export const metadataOf = (client: ApiClient): ClientMetadata => ({
  client_id: client.clientId,
  token_endpoint_auth_method: client.authentication,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  jwks: JSON.parse(client.jwks),
  dpop_bound_access_tokens: client.dpopRequired,
  tls_client_certificate_bound_access_tokens: client.authentication === 'self_signed_tls_client_auth',
  operator_eori: client.eori,
  operator_profiles: client.profiles,
  operator_valid_until: client.validUntil,
  ...(client.networks === undefined ? {} : { operator_networks: client.networks }),
});

const neverStored = async () => {
  throw new Error('API clients are registered with the application credentials, not here');
};

/** Asked each time: who was suspended a moment ago gets no token. */
export const clientAdapter = (register: CredentialRegister): Adapter => ({
  find: async (id) => {
    const client = await register.find(id);
    return client && (metadataOf(client) as never);
  },
  upsert: neverStored,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: neverStored,
  destroy: neverStored,
  revokeByGrantId: async () => {},
});

interface OperatorMetadata {
  readonly operator_eori?: string;
  readonly operator_profiles?: readonly Profile[];
  readonly operator_networks?: readonly string[];
  readonly operator_valid_until?: string;
}

const metadataIn = (client: Client | undefined): OperatorMetadata => (client ?? {}) as OperatorMetadata;

/** For whom an API client acts; undefined for every other client. */
export const standingOfApiClient = (client: Client | undefined): Standing | undefined => {
  const { operator_eori: eori, operator_profiles: profiles } = metadataIn(client);
  if (eori === undefined || profiles === undefined) return undefined;
  return { title: eori, circle: 'untrusted', eori, profiles };
};

/** No token outlives its client: whole seconds, one at least. */
export const tokenLifetimeSeconds = (client: Client | undefined, usualSeconds: number, nowMs: number): number => {
  const { operator_valid_until: until } = metadataIn(client);
  const leftSeconds = until === undefined ? usualSeconds : Math.floor((Date.parse(until) - nowMs) / 1000);
  return Math.max(1, Math.min(usualSeconds, leftSeconds));
};

/** Gateways hold the system to its networks too. */
export const networkClaims = (client: Client | undefined) => {
  const { operator_networks: networks } = metadataIn(client);
  return networks === undefined ? {} : { allowed_networks: [...networks] };
};

const addresses = new WeakMap<IncomingMessage, string>();

/** Before anything takes the header of the proxies away. */
export const noteAddress =
  (isProxy: IsProxy): RequestHandler =>
  (request, _response, next) => {
    addresses.set(request, clientAddress(connectionOf(request), isProxy));
    next();
  };

/** @throws InvalidClientAuth: the system calls from where it may not */
export const assertNetwork = ({ oidc, req }: KoaContextWithOIDC): void => {
  const { operator_networks: networks } = metadataIn(oidc.client);
  if (networks === undefined || createNetworks(networks)(addresses.get(req))) return;
  throw new errors.InvalidClientAuth('the client may not call from this address');
};

/** Of an assertion (RFC 7523, 3): what lives longer could be stolen and used for longer. */
const maxAssertionSeconds = 300;

export const assertShortLived = (nowMs: number, { exp = 0 }: { readonly exp?: number }): void => {
  if (exp - nowMs / 1000 > maxAssertionSeconds)
    throw new errors.InvalidClientAuth(`an assertion may live for ${maxAssertionSeconds} seconds at most`);
};

/** The certificate of the connection, whoever issued it: it counts only where it is the registered one. */
export const certificateOf = ({ req }: KoaContextWithOIDC) =>
  req.socket instanceof TLSSocket ? req.socket.getPeerX509Certificate() : undefined;
