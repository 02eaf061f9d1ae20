/** The sign-in form: one step between the application that asks and the code that it gets. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router, urlencoded } from 'express';
import { errors, type Provider } from 'oidc-provider';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Accounts } from './accounts.ts';
import { signInPage, styleSheet } from './pages.ts';
import { realmPath } from './provider.ts';

export interface SignInParts {
  readonly provider: Provider;
  readonly accounts: Accounts;
  /** Key of the form tokens. */
  readonly secret: string;
  readonly log: Logger;
}

const field = (request: Request, name: string): string => {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
};

const formTokenOf = (secret: string, uid: string): string =>
  createHmac('sha256', secret).update(`form ${uid}`).digest('base64url');

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The interaction of the cookie, which must be that of the address. */
const interactionOf = async ({ provider }: SignInParts, request: Request, response: Response): Promise<Interaction> => {
  const interaction = await provider.interactionDetails(request, response);
  if (interaction.uid !== request.params.uid || interaction.prompt.name !== 'login')
    throw new errors.SessionNotFound('interaction session not found');
  return interaction;
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
      }),
    );
};

const assertOwnForm = ({ secret }: SignInParts, request: Request, { uid }: Interaction): void => {
  if (!isSame(field(request, 'formToken'), formTokenOf(secret, uid))) throw new errors.AccessDenied('forged form');
};

const signIn = async (parts: SignInParts, request: Request, response: Response): Promise<void> => {
  const interaction = await interactionOf(parts, request, response);
  assertOwnForm(parts, request, interaction);
  const username = field(request, 'username').slice(0, 100);
  if (!(await parts.accounts.signIn(username, field(request, 'password')))) {
    parts.log.info({ interaction: interaction.uid }, 'sign-in not accepted');
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
    .get('/interaction/:uid', async (request, response) =>
      show(parts, response, await interactionOf(parts, request, response)),
    )
    .post('/interaction/:uid', form, (request, response) => signIn(parts, request, response))
    .post('/interaction/:uid/cancel', form, (request, response) => cancel(parts, request, response));
};
