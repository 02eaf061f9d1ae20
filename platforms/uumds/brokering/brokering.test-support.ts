/** UUM&DS with three national sign-ins, and people who go through them. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NationalPerson } from '../../../simulators/national-identity-provider/people.ts';
import {
  type NationalIdentityProvider,
  startNationalIdentityProvider,
} from '../../../simulators/national-identity-provider/server.ts';
import { Browser, type Page } from '../browser.test-support.ts';
import { defaultRealmSettings, nationalProvider, organisations } from '../realm.ts';
import { startTestUumds, type TestUumds } from '../server.test-support.ts';
import type { UumdsSettings } from '../server.ts';

export const redirectUri = `${defaultRealmSettings.portalUrl}/portal/signed-in`;
export const signedOutUri = `${defaultRealmSettings.portalUrl}/portal/signed-out`;

export const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

export const authorizationUrl = (issuer: string, more: Record<string, string> = {}): string => {
  const asked = { client_id: 'portorium-portal', response_type: 'code', redirect_uri: redirectUri, state: 'state-1' };
  const pkce = { scope: 'openid profile', code_challenge: challenge, code_challenge_method: 'S256' };
  return `${issuer}/protocol/openid-connect/auth?${new URLSearchParams({ ...asked, ...pkce, ...more })}`;
};

export const tokenRequest = async (issuer: string, form: Record<string, string>) => {
  const body = new URLSearchParams({ client_id: 'portorium-portal', ...form });
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Tokens & { readonly error?: string } };
};

/** Tokens for the code with which a page sends the browser back to the portal. */
export const redeem = async (issuer: string, { location, text }: Page): Promise<Tokens> => {
  const code = new URL(location ?? 'about:blank').searchParams.get('code');
  if (code === null) throw new Error(`no code: ${location} ${text}`);
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const { status, body } = await tokenRequest(issuer, form);
  if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`);
  return body;
};

export interface Brokering {
  uumds: TestUumds;
  readonly nationals: Readonly<Record<string, NationalIdentityProvider>>;
  browser(): Browser;
  /** The same browser, cookies and all, which stops where a national provider sends it back to UUM&DS. */
  browserOfNationals(browser: Browser): Browser;
  /** Enters a national person's details on the page of the national sign-in. */
  enter(browser: Browser, page: Page, country: string, name: string): Promise<Page>;
  /** From the application to the national sign-in, and back with a code. */
  signIn(browser: Browser, country: string, name: string): Promise<Page>;
  remove(): Promise<void>;
}

export interface BrokeringParts {
  readonly settings?: Partial<UumdsSettings>;
  /** Beside those of the realm, by country. */
  readonly others?: Readonly<Record<string, readonly NationalPerson[]>>;
}

export const countries = ['BE', 'DE', 'NL'];

export const startNationals = async (directory: string, others: BrokeringParts['others'] = {}) =>
  Object.fromEntries(
    await Promise.all(
      countries.map(async (country) => {
        const settings = { country, port: 0, dataDirectory: join(directory, country), organisations };
        const national = await startNationalIdentityProvider({ ...settings, others: others[country] ?? [] });
        return [country, national] as const;
      }),
    ),
  );

export const startBrokering = async ({ settings = {}, others }: BrokeringParts = {}): Promise<Brokering> => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-national-'));
  const nationals = await startNationals(directory, others);
  const nationalProviders = Object.values(nationals).map(({ country, issuer }) => nationalProvider(country, issuer));
  const uumds = await startTestUumds({ realm: { ...defaultRealmSettings, nationalProviders }, ...settings });
  for (const national of Object.values(nationals)) national.serve(uumds.issuer);
  const browser = () => new Browser(uumds.baseUrl, ...nationalProviders.map(({ issuer }) => issuer));
  const enter: Brokering['enter'] = (of, page, country, name) =>
    of.submit(page, { username: name, password: nationals[country]?.passwords[name] ?? '' });
  return {
    ...{ uumds, nationals, browser, enter },
    browserOfNationals: (of) => of.sharing(...nationalProviders.map(({ issuer }) => issuer)),
    signIn: async (of, country, name) => {
      const page = await of.open(authorizationUrl(uumds.issuer, { kc_idp_hint: country.toLowerCase() }));
      return enter(of, page, country, name);
    },
    remove: async () => {
      await Promise.all(Object.values(nationals).map((national) => national.stop()));
      await uumds.remove();
      await rm(directory, { recursive: true });
    },
  };
};
