/** Signing out at the centre goes on to the national provider; ended there, a session ends here. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { RelyingParty } from './relying-party.ts';
import type { NationalSessions } from './sessions.ts';

export interface SignOutParts {
  readonly sessions: NationalSessions;
  readonly relyingParties: ReadonlyMap<string, RelyingParty>;
  readonly secret: string;
  readonly log: Logger;
}

const seal = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(`signed out ${text}`).digest('base64url');

/** Where somebody goes on after the national provider, in a form that nobody else can make. */
export const sealedAddress = (secret: string, address: string): string => {
  const text = Buffer.from(address).toString('base64url');
  return `${text}.${seal(secret, text)}`;
};

export const addressOfSeal = (secret: string, sealed: string): string | undefined => {
  const [text = '', given = ''] = sealed.split('.');
  const expected = Buffer.from(seal(secret, text));
  const same = expected.length === given.length && timingSafeEqual(expected, Buffer.from(given));
  return same ? Buffer.from(text, 'base64url').toString() : undefined;
};

/** The national sign-out that must be passed on the way to `address`; the address itself where there is none. */
const wayOf = async (parts: SignOutParts, sessionUid: string, address: string): Promise<string> => {
  const alias = await parts.sessions.end(sessionUid);
  const relyingParty = parts.relyingParties.get(alias ?? '');
  try {
    return (await relyingParty?.endSessionUrl(sealedAddress(parts.secret, address))) ?? address;
  } catch (error) {
    // Here somebody is signed out; that the national provider is not there must not hide it.
    parts.log.warn({ provider: alias, reason: String(error) }, 'the national session was not ended');
    return address;
  }
};

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

const followSessions =
  (parts: SignOutParts): Middleware =>
  async (context, next) => {
    await next();
    const { route, session, entities } = context.oidc ?? {};
    if (session === undefined) return;
    if (route === 'resume' && entities?.Interaction !== undefined)
      await parts.sessions.settle(entities.Interaction.uid, session.uid);
    const address = context.response.get('location');
    if (route === 'end_session_confirm' && address !== '' && 'destroyed' in session)
      context.response.set('location', await wayOf(parts, session.uid, address));
  };

/** To be called once for each provider object. */
export const followSessionsOf = (provider: Provider, parts: SignOutParts): void => {
  provider.use(followSessions(parts) as unknown as Parameters<Provider['use']>[0]);
};

/** Ends a session of the centre, and all tokens that could be renewed from it. */
export const endSession = async (provider: Provider, sessionUid: string): Promise<void> => {
  const session = await provider.Session.findByUid(sessionUid);
  if (session === undefined) return;
  for (const { grantId } of Object.values(session.authorizations ?? {})) {
    if (grantId === undefined) continue;
    await provider.RefreshToken.revokeByGrantId(grantId);
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session.destroy();
};
