/**
 * The development authority: makes at the first start what a test or a laptop needs in certificates, and keeps it. In
 * production the union's own authority issues them and only their paths are configured.
 */
import { join } from 'node:path';
import { readIfThere, replaceFile } from '../data-folder.ts';
import { type Authorities, ensureAuthorities } from './authorities.ts';
import type { Bundle } from './bundle.ts';
import { credential, type DevelopmentCertificates, developmentCertificates } from './certificates.ts';
import { ensureParty, type PartyFile } from './party.ts';
import type { DevelopmentSettings, Settings } from './settings.ts';

const both = ['server', 'client'] as const;

const gatewayFile = ({ directory, hosts, keyType }: Settings, { central }: Authorities, name: string): PartyFile => ({
  path: join(directory, 'gateways', `${name}.pem`),
  authority: central,
  request: { commonName: `${name} public server`, keyType, hosts, uses: ['server'] },
});

const serviceFile = ({ directory, hosts, keyType }: Settings, { central }: Authorities, name: string): PartyFile => ({
  path: join(directory, 'services', `${name}.pem`),
  authority: central,
  request: { commonName: name, keyType, hosts, uses: both, uri: `portorium://central/${name}` },
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

const ensureAll = async (settings: Settings, partyNames: readonly string[], fileOf: (name: string) => PartyFile) =>
  new Map(
    await Promise.all(
      partyNames.map(async (name) => {
        const file = fileOf(name);
        return [name, credential(file.path, await ensureParty(settings, file))] as const;
      }),
    ),
  );

const ensureTrustAnchor = async ({ directory }: Settings, root: Bundle): Promise<string> => {
  const path = join(directory, 'trust-anchor.pem');
  const wanted = root.certificate.toString();
  if ((await readIfThere(path)) !== wanted) await replaceFile(path, wanted, 0o644);
  return path;
};

export type { Credential, DevelopmentCertificates, TlsMaterial } from './certificates.ts';

/**
 * Makes what is missing, renews what ends within 30 days, and leaves the rest as it is. Any number of processes may
 * call it at once, and any may be killed in the middle.
 */
export const ensureDevelopmentCertificates = async (given: DevelopmentSettings): Promise<DevelopmentCertificates> => {
  const settings: Settings = { keyType: 'EC-P256', ...given };
  const authorities = await ensureAuthorities(settings);
  const trustAnchorPath = await ensureTrustAnchor(settings, authorities.root);
  return developmentCertificates({
    directory: settings.directory,
    trustAnchorPath,
    trustAnchor: authorities.root.certificate.toString(),
    gateways: await ensureAll(settings, ['speed2ng', 'ccn2ng', 'shared-services'], (name) =>
      gatewayFile(settings, authorities, name),
    ),
    services: await ensureAll(settings, settings.services, (name) => serviceFile(settings, authorities, name)),
    memberStates: await ensureAll(settings, settings.memberStates, (name) =>
      memberStateFile(settings, authorities, name),
    ),
  });
};
