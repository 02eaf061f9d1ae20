/**
 * UUM&DS as the client of one national provider: OpenID Connect authorization code with PKCE, state and nonce; itself
 * proved by a signature of the realm's key (private_key_jwt), so that no secret is shared. The one file that uses
 * openid-client, which checks the issuer of the answer too (RFC 9207).
 */
import { type CryptoKey, createRemoteJWKSet, customFetch, importJWK, type JWK, type JWTVerifyGetKey } from 'jose';
import * as openid from 'openid-client';
import type { Breaker } from '../../../shared-services/kit/breaker.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { NationalProvider } from '../realm.ts';
import { guardedFetch } from './outside-call.ts';
import { brokerClientId, endpointPath, signedOutPath } from './paths.ts';
import type { Challenge } from './sign-ins.ts';

export interface RelyingPartyParts {
  readonly provider: NationalProvider;
  /** Of the realm. */
  readonly issuer: string;
  /** The private key that signs now. */
  readonly signingKey: () => JWK;
  readonly breaker: Breaker;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface RelyingParty {
  readonly provider: NationalProvider;
  /** Where people sign in. @throws where the provider does not answer. */
  authorizationUrl(challenge: Challenge): Promise<string>;
  /** Claims of the ID token for the answer, whose query is given. @throws where the answer is not the provider's. */
  redeem(query: string, challenge: Challenge): Promise<Claims>;
  /** Where people sign out, if the provider has such a page. */
  endSessionUrl(state: string): Promise<string | undefined>;
  /** The provider's public keys, for what it sends by itself. */
  keys(): Promise<JWTVerifyGetKey>;
}

const believedForMs = 60_000;
const scope = 'openid profile';

const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** Without TLS only on this machine. */
const hardened = (issuer: URL) => [
  openid.enableNonRepudiationChecks,
  ...(isLoopback(issuer) ? [openid.allowInsecureRequests] : []),
];

export const createRelyingParty = (parts: RelyingPartyParts): RelyingParty => {
  const { provider, issuer, signingKey, breaker, clock, deadlineMs = 3000 } = parts;
  const redirectUri = `${issuer}${endpointPath(provider.alias)}`;
  const request = guardedFetch(breaker, deadlineMs);
  let known:
    | { readonly configuration: openid.Configuration; readonly keyId: unknown; readonly sinceMs: number }
    | undefined;

  let keySet: { readonly url: string; readonly keys: JWTVerifyGetKey } | undefined;

  const discover = async (): Promise<openid.Configuration> => {
    const server = new URL(provider.issuer);
    const jwk = signingKey();
    const key = (await importJWK(jwk, 'RS256')) as CryptoKey;
    const authentication = openid.PrivateKeyJwt({ key, kid: jwk.kid ?? '' });
    const options = { execute: hardened(server), [openid.customFetch]: request };
    const configuration = await openid.discovery(server, brokerClientId, undefined, authentication, options);
    known = { configuration, keyId: jwk.kid, sinceMs: clock.nowMs() };
    return configuration;
  };
  const configured = async (): Promise<openid.Configuration> => {
    const isBelieved = known !== undefined && known.keyId === signingKey().kid;
    if (known !== undefined && isBelieved && clock.nowMs() - known.sinceMs < believedForMs) return known.configuration;
    return discover();
  };

  return {
    provider,
    authorizationUrl: async ({ state, nonce, codeVerifier }) => {
      const configuration = await configured();
      const challenge = await openid.calculatePKCECodeChallenge(codeVerifier);
      const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
      return openid.buildAuthorizationUrl(configuration, { redirect_uri: redirectUri, scope, state, nonce, ...pkce })
        .href;
    },
    redeem: async (query, { state, nonce, codeVerifier }) => {
      const configuration = await configured();
      const answer = new URL(`${redirectUri}${query}`);
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      };
      const tokens = await openid.authorizationCodeGrant(configuration, answer, checks);
      return tokens.claims() ?? {};
    },
    endSessionUrl: async (state) => {
      const configuration = await configured();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const back = `${issuer}${signedOutPath(provider.alias)}`;
      return openid.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back, state }).href;
    },
    keys: async () => {
      const url = (await configured()).serverMetadata().jwks_uri ?? '';
      keySet =
        keySet?.url === url ? keySet : { url, keys: createRemoteJWKSet(new URL(url), { [customFetch]: request }) };
      return keySet.keys;
    },
  };
};
