/** What a platform is given before it starts on a machine of its own: its keys, its database passwords, nothing of others. */
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureAuthorities } from '../platforms/uumds/certificate-authority/authorities.ts';
import { credential } from '../platforms/uumds/certificate-authority/certificates.ts';
import { ensureParty } from '../platforms/uumds/certificate-authority/party.ts';
import type { DevelopmentSettings } from '../platforms/uumds/certificate-authority/settings.ts';
import type { Platform } from '../reference-architecture/contract/language.ts';
import { tendReceiptKeys } from '../shared-services/gateway/receipts/keys.ts';
import { systemClock } from '../shared-services/kit/clock.ts';
import { auditKeysFolder } from './running/audit-log.ts';
import { receiptKeysFolder } from './running/receipts.ts';
import { ensureSealingKey, sealingKeyName } from './running/sealing.ts';
import { componentNamesOf } from './split.ts';
import type { World } from './world.ts';

interface Pair {
  readonly key: string;
  readonly certificate: string;
}

const ownerOnly = 0o400;

/** Replaced also where the earlier file may not be written. */
const put = async (folder: string, name: string, content: string | Uint8Array): Promise<void> => {
  const path = join(folder, name);
  await chmod(path, 0o600).catch(() => {});
  await writeFile(path, content, { mode: 0o600 });
  await chmod(path, ownerOnly);
};

const putPair = async (folder: string, name: string, { key, certificate }: Pair): Promise<void> => {
  await put(folder, `${name}.key.pem`, key);
  await put(folder, `${name}.cert.pem`, certificate);
};

const folderFor = async (into: string, name: string): Promise<string> => {
  const folder = join(into, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
};

const databasesOf = (platform: Platform, world: World): string =>
  JSON.stringify(
    Object.fromEntries(componentNamesOf(platform, world).map((name) => [name, world.databases.get(name)])),
  );

/** Platforms that strangers reach: they show a certificate that identifies no caller. */
const gateways: readonly Platform[] = ['speed2ng', 'ccn2ng', 'shared-services'];

/** Platforms that give receipts. */
const receipting: readonly Platform[] = ['speed2ng', 'ccn2ng'];

/** Drawn where there is none, and its successor when it is old; a gateway that runs reads the folder each minute. */
const putSigningKeys = async (folder: string): Promise<void> => {
  await tendReceiptKeys(folder, systemClock);
  for (const name of await readdir(folder)) await chmod(join(folder, name), ownerOnly);
};

/** Drawn once, in the data folder of the preparation: what is sealed opens with no other. */
const putSealingKey = async (folder: string, dataDirectory: string): Promise<void> => {
  const kept = join(dataDirectory, sealingKeyName);
  await ensureSealingKey(kept);
  await put(folder, sealingKeyName, await readFile(kept));
};

export interface FilesAsked {
  readonly platform: Platform;
  /** The operator gives CDCO its sealing key another way: none is drawn, so that there are not two. */
  readonly sealingKeyGiven: boolean;
}

/** `<into>/<platform>/`: `database.json`, the files that start/certificates/folder.ts names, `receipt-keys/` of a gateway, `audit-keys/` of the log, `sealing-key` of CDCO. */
export const writePlatformFiles = async (into: string, asked: FilesAsked, world: World): Promise<void> => {
  const { platform, sealingKeyGiven } = asked;
  const folder = await folderFor(into, platform);
  const { certificates } = world;
  await put(folder, 'database.json', databasesOf(platform, world));
  await put(folder, 'trust-anchor.pem', certificates.trustAnchor);
  await put(folder, 'circle-trusted.pem', certificates.authorities.trusted);
  await put(folder, 'circle-central.pem', certificates.authorities.central);
  const lists = await folderFor(folder, 'crl');
  for (const [name, list] of certificates.revocationLists) await put(lists, name, list);
  await putPair(folder, 'service', certificates.service(platform));
  if (platform === 'ccn2ng') await putPair(folder, 'push', certificates.service(platform, 'push'));
  if (receipting.includes(platform)) await putSigningKeys(join(folder, receiptKeysFolder));
  if (platform === 'shared-services') await putSigningKeys(join(folder, auditKeysFolder));
  if (platform === 'cdco' && !sealingKeyGiven) await putSealingKey(folder, world.dataDirectory);
  if (gateways.includes(platform)) await putPair(folder, 'gateway', certificates.gateway(platform));
};

/** `<into>/<name>/gateway.*.pem`: for a server that is no platform. Its certificate opens no door. */
export const writeServerFiles = async (into: string, name: string, given: DevelopmentSettings): Promise<void> => {
  const settings = { keyType: 'EC-P256', ...given } as const;
  const { central, root } = await ensureAuthorities(settings);
  const path = join(settings.directory, 'gateways', `${name}.pem`);
  const request = { commonName: name, keyType: settings.keyType, hosts: settings.hosts, uses: ['server'] } as const;
  const bundle = await ensureParty(settings, { path, authority: central, request });
  const folder = await folderFor(into, name);
  await put(folder, 'trust-anchor.pem', root.certificate.toString());
  await putPair(folder, 'gateway', credential(path, bundle));
};
