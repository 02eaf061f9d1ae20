/** Serves the realm with the signing keys of the moment. */
import type { RequestListener } from 'node:http';
import { startLoop } from '../../shared-services/kit/loop.ts';
import { application } from './application.ts';
import { createBroker } from './brokering/broker.ts';
import { defaultRotationPolicy } from './keys/key-ring.ts';
import { areSameKeys, renewProviderKeys } from './keys/provider-keys.ts';
import { loadDemoAccounts } from './provider/demo-accounts.ts';
import { realmPath } from './provider/provider.ts';
import { describeRealm } from './realm.ts';
import type { UumdsSettings } from './settings.ts';

const defaultLookAtKeysEveryMs = 60_000;

export interface Serving {
  readonly listener: () => RequestListener;
  stop(): Promise<void>;
}

/** @param mutualTlsUrl origin of the door of mutual TLS, where there is one */
export const serve = async (settings: UumdsSettings, baseUrl: string, mutualTlsUrl?: string): Promise<Serving> => {
  const { pool, clock, log, dataDirectory, keyRotation = defaultRotationPolicy } = settings;
  const realm = describeRealm(settings.realm);
  const renew = () => renewProviderKeys(dataDirectory, clock.nowMs(), keyRotation);
  let keys = await renew();
  const broker = createBroker({
    ...{ pool, clock, log, issuer: `${baseUrl}${realmPath}`, secret: keys.cookies[0] },
    ...{ organisations: realm.organisations, nationalProviders: realm.nationalProviders },
    signingKey: () => keys.signing[0],
    ...(settings.nationalDeadlineMs === undefined ? {} : { deadlineMs: settings.nationalDeadlineMs }),
  });
  const demoAccounts = await loadDemoAccounts(dataDirectory, realm);
  const served = { settings, baseUrl, realm, broker, demoAccounts, ...(mutualTlsUrl && { mutualTlsUrl }) };
  let listener = application(served, keys);
  const look = async () => {
    const found = await renew();
    if (areSameKeys(keys, found)) return;
    keys = found;
    listener = application(served, keys);
    log.info({ signs: keys.signing[0].kid, published: keys.signing.length }, 'signing keys changed');
  };
  const intervalMs = settings.lookAtKeysEveryMs ?? defaultLookAtKeysEveryMs;
  const loop = startLoop({ name: 'signing keys', intervalMs, work: look, log });
  return { listener: () => listener, stop: loop.stop };
};
