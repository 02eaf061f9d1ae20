/**
 * The union sign-in, as sites use it: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636,
 * RFC 9700), renewal, and sign-out by the relying party. The one file that uses openid-client.
 */
import * as oidc from 'openid-client';
import { createBreaker } from '../../../../kit/breaker.ts';
import type { Clock } from '../../../../kit/clock.ts';
import { Refusal } from '../../../../kit/refusal.ts';
import { refuse } from '../refusals.ts';
import { type Tokens, tokensOf } from './tokens.ts';

export interface SignInParts {
  /** `https://.../realms/portorium` */
  readonly issuer: string;
  readonly clientId: string;
  /** Address of the site, without a slash at its end: `https://localhost:8443/portal`. */
  readonly siteUrl: string;
  readonly clock: Clock;
}

/** What must be the same when the browser comes back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface SignIn {
  begin(): Promise<{ readonly attempt: Attempt; readonly url: string }>;
  /** @param query of the address to which the browser came back @throws {Refusal} SIGN_IN_FAILED */
  finish(query: string, attempt: Attempt): Promise<Tokens>;
  /** Undefined when the sign-in has ended and must be done again. */
  renew(tokens: Tokens): Promise<Tokens | undefined>;
  /** Where the browser signs out of the union sign-in as well. */
  signOutUrl(idToken: string): Promise<string>;
}

const timeoutSeconds = 5;
const scope = 'openid profile';

const unavailable = (error: unknown) =>
  new Refusal({
    code: 'IDENTITY_PROVIDER_UNAVAILABLE',
    status: 'unavailable',
    title: 'The union sign-in cannot be reached now. Please try again in a moment.',
    retryAfterMs: 5000,
    detail: error instanceof Error ? error.message : String(error),
  });

/** What the sign-in itself said no to; everything else is a sign-in that does not answer as it should. */
const isAnswer = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError;

export const createSignIn = ({ issuer, clientId, siteUrl, clock }: SignInParts): SignIn => {
  const breaker = createBreaker({ name: 'union sign-in', maxUnderWay: 50 });
  let known: Promise<oidc.Configuration> | undefined;

  /** Plain HTTP is for the sign-in on this very machine. */
  const options = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(issuer)
    ? { execute: [oidc.allowInsecureRequests], timeout: timeoutSeconds }
    : { timeout: timeoutSeconds };
  const discover = () => oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), options);
  const configuration = (): Promise<oidc.Configuration> => {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const asked = async <T>(work: (configuration: oidc.Configuration) => Promise<T> | T): Promise<T> => {
    let refused: unknown;
    const outcome = breaker.run(async () => {
      try {
        return await work(await configuration());
      } catch (error) {
        if (!isAnswer(error)) throw error;
        refused = error;
        return undefined;
      }
    });
    const answer = await outcome.catch((error: unknown) => {
      throw error instanceof Refusal ? error : unavailable(error);
    });
    if (refused !== undefined) throw refused;
    return answer as T;
  };

  return {
    begin: () =>
      asked(async (settings) => {
        const [state, nonce, codeVerifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
        const url = oidc.buildAuthorizationUrl(settings, {
          ...{ scope, state, nonce },
          redirect_uri: `${siteUrl}/signed-in`,
          code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        });
        return { attempt: { state, nonce, codeVerifier }, url: url.href };
      }),
    finish: async (query, { state, nonce, codeVerifier }) => {
      const came = new URL(`${siteUrl}/signed-in?${query}`);
      // A forged way back must not count against the breaker, nor cost a question.
      if (came.searchParams.get('state') !== state) throw refuse('SIGN_IN_FAILED', 'state');
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      };
      try {
        return await asked(async (settings) =>
          tokensOf(await oidc.authorizationCodeGrant(settings, came, checks), clock),
        );
      } catch (error) {
        if (isAnswer(error)) throw refuse('SIGN_IN_FAILED', (error as Error).message);
        throw error;
      }
    },
    renew: async (tokens) => {
      const { refreshToken } = tokens;
      if (refreshToken === undefined) return undefined;
      try {
        return await asked(async (settings) =>
          tokensOf(await oidc.refreshTokenGrant(settings, refreshToken), clock, tokens),
        );
      } catch (error) {
        if (isAnswer(error)) return undefined;
        throw error;
      }
    },
    signOutUrl: (idToken) =>
      asked(
        (settings) =>
          oidc.buildEndSessionUrl(settings, {
            id_token_hint: idToken,
            post_logout_redirect_uri: `${siteUrl}/signed-out`,
          }).href,
      ),
  };
};
