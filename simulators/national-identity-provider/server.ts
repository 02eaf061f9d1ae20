/**
 * A Member State's national sign-in as a server, for demonstrations and tests. It stands for a party outside the platform
 * and shares nothing with UUM&DS but what any two OpenID providers agree on.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { defaultRotationPolicy } from '../../platforms/uumds/keys/key-ring.ts';
import { renewProviderKeys } from '../../platforms/uumds/keys/provider-keys.ts';
import { renderPage, styleSheet } from '../../platforms/uumds/provider/pages.ts';
import type { Organisation } from '../../platforms/uumds/realm.ts';
import { sha256Hex } from '../../shared-services/kit/call.ts';
import { signInPage, site, style } from './pages.ts';
import { loadPasswords, type NationalPerson, peopleOf } from './people.ts';
import { createNationalProvider } from './provider.ts';

export interface NationalSettings {
  /** Two letters, upper case. */
  readonly country: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Folder of keys and passwords of this provider alone. */
  readonly dataDirectory: string;
  /** Those whose people may have an account here. */
  readonly organisations: readonly Organisation[];
  /** People beside those. */
  readonly others?: readonly NationalPerson[];
}

export interface NationalIdentityProvider {
  readonly country: string;
  readonly issuer: string;
  readonly people: readonly NationalPerson[];
  /** User name to password. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Makes a realm the client of this provider. Nobody is served before. */
  serve(centralIssuer: string): void;
  /** From now on takes requests and answers none: to try what others do then. */
  hang(): void;
  stop(): Promise<void>;
}

const headers = {
  // No `form-action`: browsers hold it against every redirect after the form, and those lead on to other parties.
  'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(expected)));

const failures: ErrorRequestHandler = (_error, _request, response, _next) => {
  const body = '<p>Please go back to where you came from and start again.</p>';
  response
    .status(400)
    .type('html')
    .send(renderPage({ title: 'The sign-in cannot go on', body, style, site }));
};

type Serving = Omit<NationalIdentityProvider, 'serve' | 'hang' | 'stop'> &
  Pick<Parameters<typeof createNationalProvider>[0], 'keys'>;

const application = (serving: Serving, centralIssuer: string): RequestListener => {
  const { country, people, passwords } = serving;
  const provider = createNationalProvider({ ...serving, centralIssuer });
  const form = express.urlencoded({ extended: false, limit: '4kb' });
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set(headers);
    next();
  });
  app.get('/style.css', (_request, response) => void response.type('css').send(styleSheet));
  app.get('/interaction/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    response.type('html').send(signInPage({ country, action: `/interaction/${uid}`, failed: false }));
  });
  app.post('/interaction/:uid', form, async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    const { username = '', password = '' } = request.body as Record<string, string>;
    const person = people.find(({ name }) => name === username);
    const accepted = isSame(password, passwords[person?.name ?? ''] ?? '') && person !== undefined && password !== '';
    if (!accepted) {
      const page = signInPage({ country, action: `/interaction/${uid}`, failed: true });
      return void response.status(401).type('html').send(page);
    }
    const acr = `http://eidas.europa.eu/LoA/${person.assurance}`;
    await provider.interactionFinished(request, response, { login: { accountId: person.personIdentifier, acr } });
  });
  app.post('/interaction/:uid/cancel', async (request, response) => {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
  });
  app.use(provider.callback());
  app.use(failures);
  return app;
};

const starting: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end();

export const startNationalIdentityProvider = async (settings: NationalSettings): Promise<NationalIdentityProvider> => {
  const { country, port, dataDirectory, organisations, others = [] } = settings;
  let listener = starting;
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = [...others, ...peopleOf(country, organisations)];
  const passwords = await loadPasswords(dataDirectory, people);
  const keys = await renewProviderKeys(dataDirectory, Date.now(), defaultRotationPolicy);
  const serving = { country, issuer, people, passwords, keys };
  return {
    ...{ country, issuer, people, passwords },
    serve: (centralIssuer) => {
      listener = application(serving, centralIssuer);
    },
    hang: () => {
      listener = () => {};
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
