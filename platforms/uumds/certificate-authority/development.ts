/**
 * The development authority: makes at the first start what a test or a laptop needs in certificates, and keeps it. In
 * production the union's own authority issues them and only their paths are configured.
 */
import { join } from 'node:path';
import { readIfThere, replaceFile } from '../data-folder.ts';
import { type Authorities, type Authority, authoritiesInForce, ensureAuthorities, isOf } from './authorities.ts';
import { credential, type DevelopmentCertificates, developmentCertificates } from './certificates.ts';
import { ensureParty, type PartyFile } from './party.ts';
import { ensureRevocationLists, listsFolder, readListsIn } from './revocation-lists.ts';
import type { DevelopmentSettings, Settings } from './settings.ts';

const both = ['server', 'client'] as const;

const gatewayFile = ({ directory, hosts, keyType }: Settings, { central }: Authorities, name: string): PartyFile => ({
  path: join(directory, 'gateways', `${name}.pem`),
  authority: central,
  request: { commonName: `${name} public server`, keyType, hosts, uses: ['server'] },
});

/** What a platform does under a certificate of its own: a key that is lost at one place opens no other. */
const otherServices: Readonly<Record<string, readonly string[]>> = { ccn2ng: ['push'] };

/** `ccn2ng`, and `ccn2ng-push`: a platform's calls to other platforms, and what else it does. */
export const servicesOf = (platforms: readonly string[]): readonly string[] =>
  platforms.flatMap((one) => [one, ...(otherServices[one] ?? []).map((service) => `${one}-${service}`)]);

const serviceUri = (name: string): string => {
  const platform = Object.keys(otherServices).find((one) => name.startsWith(`${one}-`));
  return platform === undefined
    ? `portorium://central/${name}/calls`
    : `portorium://central/${platform}/${name.slice(platform.length + 1)}`;
};

const serviceFile = ({ directory, hosts, keyType }: Settings, { central }: Authorities, name: string): PartyFile => ({
  path: join(directory, 'services', `${name}.pem`),
  authority: central,
  request: { commonName: name, keyType, hosts, uses: both, uri: serviceUri(name) },
});

const memberStateFile = (
  { directory, hosts, keyType }: Settings,
  { trusted }: Authorities,
  country: string,
): PartyFile => ({
  path: join(directory, 'member-states', `${country}.pem`),
  authority: trusted,
  request: {
    commonName: `${country} national entry system`,
    keyType,
    hosts,
    uses: both,
    uri: `portorium://trusted/${country}/national-entry-system`,
  },
});

const ensureAll = async (settings: Settings, files: readonly (readonly [string, PartyFile])[]) =>
  new Map(
    await Promise.all(
      files.map(async ([name, file]) => [name, credential(file.path, await ensureParty(settings, file))] as const),
    ),
  );

/** Public certificates, newest last. Older ones stand beside newer ones until they end: that is the overlap. */
const publish = async ({ directory }: Settings, name: string, authorities: readonly Authority[]): Promise<string> => {
  const path = join(directory, name);
  const wanted = authorities.map(({ certificate }) => certificate.toString()).join('');
  if ((await readIfThere(path)) !== wanted) await replaceFile(path, wanted, 0o644);
  return wanted;
};

/** Every certificate that the development authority keeps, with what it is made from. */
export const partyFiles = (settings: Settings, authorities: Authorities) => {
  const all = (names: readonly string[], fileOf: typeof gatewayFile) =>
    names.map((name) => [name, fileOf(settings, authorities, name)] as const);
  return {
    gateways: all(['speed2ng', 'ccn2ng', 'shared-services', 'uumds'], gatewayFile),
    services: all(servicesOf(settings.services), serviceFile),
    memberStates: all(settings.memberStates, memberStateFile),
  };
};

export type { Credential, DevelopmentCertificates, TlsMaterial } from './certificates.ts';

/**
 * Makes what is missing, renews what ends within 30 days, and leaves the rest as it is. Any number of processes may
 * call it at once, and any may be killed in the middle.
 */
export const ensureDevelopmentCertificates = async (given: DevelopmentSettings): Promise<DevelopmentCertificates> => {
  const settings: Settings = { keyType: 'EC-P256', ...given };
  const authorities = await ensureAuthorities(settings);
  const all = await authoritiesInForce(settings);
  const files = partyFiles(settings, authorities);
  const [gateways, services, memberStates] = await Promise.all([
    ensureAll(settings, files.gateways),
    ensureAll(settings, files.services),
    ensureAll(settings, files.memberStates),
  ]);
  await ensureRevocationLists(settings);
  return developmentCertificates({
    directory: settings.directory,
    trustAnchorPath: join(settings.directory, 'trust-anchor.pem'),
    trustAnchor: await publish(settings, 'trust-anchor.pem', all.filter(isOf('root'))),
    authorities: {
      trusted: await publish(settings, 'circle-trusted.pem', all.filter(isOf('trusted'))),
      central: await publish(settings, 'circle-central.pem', all.filter(isOf('central'))),
    },
    revocationLists: await readListsIn(listsFolder(settings.directory)),
    gateways,
    services,
    memberStates,
  });
};
