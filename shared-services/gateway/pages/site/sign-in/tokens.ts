/** What the union sign-in gives for a code, and for a refresh token. */
import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { Clock } from '../../../../kit/clock.ts';

export interface Tokens {
  readonly accessToken: string;
  readonly accessEndsAtMs: number;
  readonly refreshToken?: string;
  /** Says at the sign-out who it was. */
  readonly idToken: string;
  /** Name of the person. */
  readonly name: string;
}

/** @param before what is not said anew stays as it was */
export const tokensOf = (
  answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
  clock: Clock,
  before?: Tokens,
): Tokens => {
  const claims = answer.claims();
  const name = claims?.['name'] ?? claims?.['preferred_username'] ?? claims?.sub;
  const [idToken, refreshToken] = [answer.id_token ?? before?.idToken, answer.refresh_token ?? before?.refreshToken];
  if (idToken === undefined) throw new Error('no ID token');
  return {
    accessToken: answer.access_token,
    accessEndsAtMs: clock.nowMs() + (answer.expiresIn() ?? 0) * 1000,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    idToken,
    name: typeof name === 'string' ? name : (before?.name ?? ''),
  };
};
