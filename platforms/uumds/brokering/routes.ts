/**
 * The way of a sign-in through a national provider: `login` sends people there, `endpoint` takes them back. The browser
 * shows the interaction's own cookie on the last step, so that nobody finishes a sign-in that another began.
 */
import { type Request, type Response, Router, urlencoded } from 'express';
import type { Provider } from 'oidc-provider';
import type { Interaction } from '../provider/sign-in.ts';
import { type Assertion, type Objection, readAssertion } from './assertion.ts';
import { backChannel } from './back-channel.ts';
import type { Broker } from './broker.ts';
import { isUnreachable } from './outside-call.ts';
import { statusOf, type Trouble, troublePage } from './pages.ts';
import { backChannelPath } from './paths.ts';
import type { Claims, RelyingParty } from './relying-party.ts';
import { addressOfSeal } from './sign-out.ts';

export interface BrokerRouteParts {
  readonly broker: Broker;
  readonly provider: Provider;
  /** Path at which the routes are mounted. */
  readonly realmPath: string;
  /** The interaction of the cookie. @throws where it is not that of the address. */
  readonly interactionOf: (request: Request, response: Response) => Promise<Interaction>;
}

const queryOf = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' && value.length <= 512 ? value : '';
};

const searchOf = ({ originalUrl }: Request): string =>
  originalUrl.includes('?') ? originalUrl.slice(originalUrl.indexOf('?')) : '';

const interactionPath = (realmPath: string, uid: string): string =>
  `${realmPath}/interaction/${encodeURIComponent(uid)}`;

const objectionOr = (read: Assertion | Objection): read is Objection => typeof read === 'string';

export const brokerRoutes = (parts: BrokerRouteParts): Router => {
  const { broker, provider, realmPath, interactionOf } = parts;
  const { relyingParties, signIns, links, sessions, log } = broker;

  const tell = (response: Response, trouble: Trouble, { provider: national }: RelyingParty, uid?: string): void => {
    log.info({ provider: national.alias, code: trouble, interaction: uid }, 'national sign-in not accepted');
    const again = uid === undefined ? {} : { again: `${interactionPath(realmPath, uid)}?way=any` };
    const page = troublePage({ trouble, provider: national, style: `${realmPath}/style.css`, ...again });
    response.status(statusOf(trouble)).set('cache-control', 'no-store').type('html').send(page);
  };

  const withProvider =
    (handle: (relyingParty: RelyingParty, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response, next: () => void): Promise<void> => {
      const relyingParty = relyingParties.get(String(request.params['alias']));
      if (relyingParty === undefined) return next();
      await handle(relyingParty, request, response);
    };

  const login = withProvider(async (relyingParty, request, response) => {
    const uid = queryOf(request, 'session_code');
    const interaction = uid === '' ? undefined : await provider.Interaction.find(uid);
    if (interaction?.prompt.name !== 'login') return tell(response, 'NOT_ITS_ANSWER', relyingParty);
    try {
      const challenge = await signIns.begin(relyingParty.provider.alias, uid);
      response.set('cache-control', 'no-store').redirect(303, await relyingParty.authorizationUrl(challenge));
    } catch (error) {
      log.warn({ provider: relyingParty.provider.alias, reason: String(error) }, 'national provider not reached');
      tell(response, 'UNREACHABLE', relyingParty, uid);
    }
  });

  /** To where the browser shows the cookie of the interaction. */
  const endpoint = withProvider(async (relyingParty, request, response) => {
    const uid = await signIns.interactionOf(relyingParty.provider.alias, queryOf(request, 'state'));
    if (uid === undefined) return tell(response, 'NOT_ITS_ANSWER', relyingParty);
    const path = `${interactionPath(realmPath, uid)}/broker/${relyingParty.provider.alias}`;
    response.set('cache-control', 'no-store').redirect(303, `${path}${searchOf(request)}`);
  });

  const claimsOf = async (relyingParty: RelyingParty, request: Request, uid: string): Promise<Claims | Trouble> => {
    const challenge = await signIns.end(relyingParty.provider.alias, uid, queryOf(request, 'state'));
    if (challenge === undefined) return 'NOT_ITS_ANSWER';
    try {
      return await relyingParty.redeem(searchOf(request), challenge);
    } catch (error) {
      log.warn({ provider: relyingParty.provider.alias, reason: String(error) }, 'national answer not accepted');
      if (isUnreachable(error)) return 'UNREACHABLE';
      return queryOf(request, 'error') === 'access_denied' ? 'CANCELLED' : 'NOT_ITS_ANSWER';
    }
  };

  const finish = withProvider(async (relyingParty, request, response) => {
    const { uid } = await interactionOf(request, response);
    const claims = await claimsOf(relyingParty, request, uid);
    if (typeof claims === 'string') return tell(response, claims, relyingParty, uid);
    const assertion = readAssertion(claims, relyingParty.provider);
    if (objectionOr(assertion)) return tell(response, assertion, relyingParty, uid);
    const linked = await links.accountOf(relyingParty.provider, assertion);
    if (typeof linked === 'string') return tell(response, linked, relyingParty, uid);
    await sessions.begin(uid, relyingParty.provider, assertion);
    log.info({ provider: relyingParty.provider.alias, interaction: uid }, 'signed in through a national provider');
    const acr = assertion.assurance === undefined ? {} : { acr: assertion.assurance };
    await provider.interactionFinished(request, response, { login: { accountId: linked.account, ...acr } });
  });

  const signedOut = withProvider(async (_relyingParty, request, response) => {
    const sealed = request.query['state'];
    const address = addressOfSeal(broker.secret, typeof sealed === 'string' ? sealed : '');
    response.set('cache-control', 'no-store').redirect(303, address ?? `${realmPath}/protocol/openid-connect/logout`);
  });

  const form = urlencoded({ extended: false, limit: '16kb' });
  const backChannelParts = { ...broker, relyingParties: [...relyingParties.values()], provider: () => provider };
  return Router()
    .get('/broker/:alias/login', login)
    .get('/broker/:alias/endpoint', endpoint)
    .get('/broker/:alias/endpoint/logout_response', signedOut)
    .get('/interaction/:uid/broker/:alias', finish)
    .post(backChannelPath, form, backChannel(backChannelParts));
};
