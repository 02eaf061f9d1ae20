/** The realm as an application: broker, sign-in pages, provider. */
import type { RequestListener } from 'node:http';
import express from 'express';
import { keepProofsIn, rowsOf } from '../../shared-services/kit/identity/used-proofs.ts';
import type { Broker } from './brokering/broker.ts';
import { brokerRoutes } from './brokering/routes.ts';
import { followSessionsOf } from './brokering/sign-out.ts';
import { publicationRouter } from './certificate-authority/publication.ts';
import type { ProviderKeys } from './keys/provider-keys.ts';
import { createAccounts } from './provider/accounts.ts';
import { noteAddress } from './provider/api-clients.ts';
import { createClaims } from './provider/claims.ts';
import { lockClients, notePlace } from './provider/client-lock.ts';
import { createCredentialRegister, noCredentialRegister } from './provider/credential-register.ts';
import type { DemoAccounts } from './provider/demo-accounts.ts';
import { createProvider, realmPath, userInfoPath } from './provider/provider.ts';
import { interactionOf, signInRoutes } from './provider/sign-in.ts';
import { userInfo } from './provider/user-info.ts';
import type { Realm } from './realm.ts';
import { defaultAccessTokenLifetimeSeconds, type UumdsSettings } from './settings.ts';
import { canonicalAddress, failures, readiness, securityHeaders } from './web.ts';

export interface Served {
  /** Origin of the door of mutual TLS. */
  readonly mutualTlsUrl?: string;
  readonly settings: UumdsSettings;
  readonly baseUrl: string;
  readonly realm: Realm;
  readonly broker: Broker;
  readonly demoAccounts: DemoAccounts;
}

/** The realm with these keys. All that lasts is in the database: with other keys it is made anew, and goes on. */
export const application = (
  { settings, baseUrl, mutualTlsUrl, realm, broker, demoAccounts }: Served,
  keys: ProviderKeys,
): RequestListener => {
  const { pool, clock, log, carry } = settings;
  const register = carry === undefined ? noCredentialRegister : createCredentialRegister(carry, clock);
  const accounts = createAccounts({ pool, clock, organisations: realm.organisations, passwords: demoAccounts.persons });
  const claims = createClaims(realm, accounts);
  const provider = createProvider({
    ...{ pool, clock, log, baseUrl, realm, claims, keys, clientSecrets: demoAccounts.clients },
    register,
    ...(mutualTlsUrl === undefined ? {} : { mutualTlsUrl }),
    accessTokenLifetimeSeconds: settings.accessTokenLifetimeSeconds ?? defaultAccessTokenLifetimeSeconds,
  });
  const keepProof = keepProofsIn(rowsOf(pool));
  const { securityEvents } = settings;
  lockClients(provider, { pool, clock, log, securityEvents });
  followSessionsOf(provider, broker);
  const { nationalProviders } = realm;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(realm, baseUrl.startsWith('https:')));
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', readiness(settings));
  if (settings.authority !== undefined)
    app.use('/pki', publicationRouter({ keyType: 'EC-P256', ...settings.authority }));
  const { isProxy = () => false } = settings;
  app.use(notePlace(isProxy), noteAddress(isProxy));
  app.use(canonicalAddress(baseUrl));
  app.use(
    realmPath,
    brokerRoutes({ broker, provider, realmPath, interactionOf: (...of) => interactionOf({ provider }, ...of) }),
  );
  app.use(
    realmPath,
    signInRoutes({ provider, accounts, secret: keys.cookies[0], log, securityEvents, nationalProviders }),
  );
  app.all(`${realmPath}${userInfoPath}`, userInfo({ issuer: provider.issuer, keys, claims, clock, log, keepProof }));
  app.use(realmPath, provider.callback());
  app.use(failures(log));
  return app;
};
