/** The sign-in form: one step between the application that asks and the code that it gets. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router, urlencoded } from 'express';
import { errors, type Provider } from 'oidc-provider';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { SecurityEvents } from '../../../shared-services/kit/security-events.ts';
import { loginPath } from '../brokering/paths.ts';
import type { NationalProvider } from '../realm.ts';
import type { Accounts } from './accounts.ts';
import { placeOfRequest } from './client-lock.ts';
import { signInPage, styleSheet } from './pages.ts';
import { realmPath } from './provider.ts';

export interface SignInParts {
  readonly provider: Provider;
  readonly accounts: Accounts;
  /** Key of the form tokens. */
  readonly secret: string;
  readonly log: Logger;
  /** Absent: nothing is noted for security. */
  readonly securityEvents?: Pick<SecurityEvents, 'note'> | undefined;
  readonly nationalProviders: readonly NationalProvider[];
}

const field = (request: Request, name: string): string => {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
};

const formTokenOf = (secret: string, uid: string): string =>
  createHmac('sha256', secret).update(`form ${uid}`).digest('base64url');

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The interaction of the cookie, which must be that of the address. */
export const interactionOf = async (
  { provider }: Pick<SignInParts, 'provider'>,
  request: Request,
  response: Response,
): Promise<Interaction> => {
  const interaction = await provider.interactionDetails(request, response);
  if (interaction.uid !== request.params.uid || interaction.prompt.name !== 'login')
    throw new errors.SessionNotFound('interaction session not found');
  return interaction;
};

const brokerAddress = ({ alias }: NationalProvider, uid: string): string =>
  `${realmPath}${loginPath(alias)}?${new URLSearchParams({ session_code: uid })}`;

/** Straight to the national sign-in that the application names (Keycloak's parameter); to the page, where it is refused. */
const begin = async (parts: SignInParts, request: Request, response: Response): Promise<void> => {
  const interaction = await interactionOf(parts, request, response);
  const hinted = parts.nationalProviders.find(({ alias }) => alias === interaction.params['kc_idp_hint']);
  if (hinted === undefined || request.query['way'] === 'any') return show(parts, response, interaction);
  response.set('cache-control', 'no-store').redirect(303, brokerAddress(hinted, interaction.uid));
};

const show = (parts: SignInParts, response: Response, { uid }: Interaction, attempt?: string): void => {
  const action = `${realmPath}/interaction/${uid}`;
  response
    .status(attempt === undefined ? 200 : 401)
    .set('cache-control', 'no-store')
    .type('html')
    .send(
      signInPage({
        action,
        cancelAction: `${action}/cancel`,
        formToken: formTokenOf(parts.secret, uid),
        username: attempt ?? '',
        failed: attempt !== undefined,
        style: `${realmPath}/style.css`,
        nationalSignIns: parts.nationalProviders.map((one) => ({ title: one.title, address: brokerAddress(one, uid) })),
      }),
    );
};

const assertOwnForm = ({ secret }: SignInParts, request: Request, { uid }: Interaction): void => {
  if (!isSame(field(request, 'formToken'), formTokenOf(secret, uid))) throw new errors.AccessDenied('forged form');
};

/** Names that nobody has are not kept: people type their passwords into that field too. */
const noteFailure = ({ securityEvents, accounts }: SignInParts, request: Request, username: string): void => {
  const address = placeOfRequest(request);
  securityEvents?.note({
    ...{ code: 'SIGN_IN_REFUSED', protocol: 'sign-in' },
    ...(address === undefined ? {} : { address }),
    ...(accounts.standingOf(username) === undefined ? {} : { credential: username }),
  });
};

const signIn = async (parts: SignInParts, request: Request, response: Response): Promise<void> => {
  const interaction = await interactionOf(parts, request, response);
  assertOwnForm(parts, request, interaction);
  const username = field(request, 'username').slice(0, 100);
  if (!(await parts.accounts.signIn(username, field(request, 'password')))) {
    parts.log.info({ interaction: interaction.uid }, 'sign-in not accepted');
    noteFailure(parts, request, username);
    return show(parts, response, interaction, username);
  }
  await parts.provider.interactionFinished(request, response, { login: { accountId: username } });
};

const cancel = async (parts: SignInParts, request: Request, response: Response): Promise<void> => {
  assertOwnForm(parts, request, await interactionOf(parts, request, response));
  const result = { error: 'access_denied', error_description: 'The sign-in was cancelled.' };
  await parts.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

/** Mounted at `realmPath`, before the provider. */
export const signInRoutes = (parts: SignInParts): Router => {
  const form = urlencoded({ extended: false, limit: '4kb' });
  return Router()
    .get('/style.css', (_request, response) => void response.type('css').send(styleSheet))
    .get('/interaction/:uid', (request, response) => begin(parts, request, response))
    .post('/interaction/:uid', form, (request, response) => signIn(parts, request, response))
    .post('/interaction/:uid/cancel', form, (request, response) => cancel(parts, request, response));
};
