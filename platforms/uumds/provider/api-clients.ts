/** API clients of operators at the token endpoint: what oidc-provider must know of them, and what their tokens say. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { RequestHandler } from 'express';
import { type Adapter, type Client, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { clientAddress, connectionOf, type IsProxy } from '../../../shared-services/gateway/throttling/address.ts';
import { createNetworks } from '../../../shared-services/kit/identity/networks.ts';
import type { Profile, Standing } from '../realm.ts';
import type { ApiClient, CredentialRegister } from './credential-register.ts';

/** Algorithms of assertions and proofs: no shared secrets, no `none`. `Ed25519` is what RFC 9864 calls `EdDSA` with that curve. */
export const signingAlgorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const;

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

/** The reason is told: whoever hears it has proved to be the client. */
const refusedClient = (reason: string) =>
  Object.assign(new errors.InvalidClientAuth(reason), { error_description: reason });

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
  throw refusedClient('the client may not call from this address');
};

/** How old an assertion may be (RFC 7523, 3): what is believed for longer could be stolen and used for longer. */
const maxAssertionAgeSeconds = 300;
/** How far away its end may be, so long as it says when it was made: libraries write an hour by themselves. */
const maxAssertionSeconds = 3600;
const clockToleranceSeconds = 60;

interface AssertionTimes {
  readonly exp?: number;
  readonly iat?: number;
}

/** @throws InvalidClientAuth: it was made, or will end, too long from now */
export const assertShortLived = (nowMs: number, { exp = 0, iat }: AssertionTimes): void => {
  const leftSeconds = exp - nowMs / 1000;
  const mostSeconds = (iat === undefined ? maxAssertionAgeSeconds : maxAssertionSeconds) + clockToleranceSeconds;
  if (leftSeconds > mostSeconds) throw refusedClient('the end of the assertion (exp) is too far away');
  if (iat !== undefined && nowMs / 1000 - iat > maxAssertionAgeSeconds)
    throw refusedClient(`an assertion is taken for ${maxAssertionAgeSeconds} seconds from when it was made (iat)`);
};

/** The certificate of the connection, whoever issued it: it counts only where it is the registered one. */
export const certificateOf = ({ req }: KoaContextWithOIDC) =>
  req.socket instanceof TLSSocket ? req.socket.getPeerX509Certificate() : undefined;
