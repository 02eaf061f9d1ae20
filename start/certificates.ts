/**
 * The certificates that a process uses, from the development authority or from the operator's own files. They change
 * while the process runs: whoever shows them asks again after each change of trust.
 */
import { join } from 'node:path';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../platforms/uumds/certificate-authority/development.ts';
import type { DevelopmentSettings } from '../platforms/uumds/certificate-authority/settings.ts';
import type { Clock } from '../shared-services/kit/clock.ts';
import type { RevocationPolicy } from '../shared-services/kit/identity/revocation.ts';
import { createTrust, type Trust, type TrustMaterial } from '../shared-services/kit/identity/trust.ts';
import type { Logger } from '../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../shared-services/kit/loop.ts';
import { watchFolders } from '../shared-services/kit/watched-folders.ts';
import { assertUsable } from './certificates/check.ts';
import { createFetchedLists } from './certificates/fetched-lists.ts';
import { readFolder } from './certificates/folder.ts';
import { createStaples, type Staples } from './certificates/staples.ts';
import type { PlatformSettings } from './settings.ts';

export interface Pem {
  readonly key: string;
  /** The certificate and those between it and the root. */
  readonly cert: string;
}

/** With the authority's answer about it, to be shown in handshakes. */
export interface ServerPem extends Pem {
  readonly stapled: () => Buffer | undefined;
}

/** What was read at one moment. */
export interface CertificateSnapshot extends TrustMaterial {
  /** How a platform shows itself: `calls` to other platforms if no service is said, `push` to Member States. */
  readonly service: (platform: string, service?: string) => Pem;
  /** Server certificate of a gateway's public address. */
  readonly gateway: (platform: string) => Pem;
  /** All pairs that this process may use, by name. */
  readonly pairs: ReadonlyMap<string, Pem>;
}

export interface PlatformCertificates extends Pick<CertificateSnapshot, 'service'> {
  /** Server certificate of a gateway's public address. */
  readonly gateway: (platform: string) => ServerPem;
  readonly trustAnchor: string;
  readonly pairs: () => ReadonlyMap<string, Pem>;
  readonly authorities: () => TrustMaterial['authorities'];
  /** Whom to trust now; tells when something has changed, certificates of our own included. */
  readonly trust: Trust;
  /** Reads again what has changed, and lets the development authority renew what will end, until it is stopped. */
  keepCurrent(): Loop;
}

export interface CertificateOptions {
  readonly policy: RevocationPolicy;
  /** From which revocation lists are fetched. */
  readonly listUrls: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  /** How often files are looked at of which no notice came. */
  readonly lookEveryMs?: number;
}

const hourMs = 60 * 60 * 1000;
const lookEveryMs = 60_000;

export const certificateOptionsOf = (settings: PlatformSettings, clock: Clock, log: Logger): CertificateOptions => ({
  policy: { mode: settings.PORTORIUM_REVOCATION, graceMs: settings.PORTORIUM_REVOCATION_GRACE_HOURS * hourMs },
  listUrls: (settings.PORTORIUM_REVOCATION_URLS ?? '').split(',').flatMap((url) => url.trim() || []),
  clock,
  log,
});

/** What tells one reading from another. */
const contentOf = ({ trustAnchor, authorities, revocationLists, pairs }: CertificateSnapshot): string =>
  JSON.stringify([
    trustAnchor,
    authorities,
    [...revocationLists].map(([name, list]) => [name, list.toString('base64')]),
    [...pairs],
  ]);

const earlyEveryMs = 3000;

/** Whoever answers about certificates may begin after this process: in its first minute it is asked more often. */
const fetchEarly = (staples: Staples, pems: () => readonly Pem[], log: Logger): Loop => {
  let left = lookEveryMs / earlyEveryMs;
  const work = async () => {
    if (left <= 0) return;
    left -= 1;
    const missing = pems().filter((pem) => staples.of(pem) === undefined);
    if (missing.length > 0) await staples.fetchFor(pems());
    else left = 0;
  };
  return startLoop({ name: 'stapled answers', intervalMs: earlyEveryMs, work, log });
};

const live = async (
  read: () => Promise<CertificateSnapshot>,
  folders: readonly string[],
  options: CertificateOptions,
): Promise<PlatformCertificates> => {
  const { clock, log } = options;
  const fetched = createFetchedLists(options);
  const staples = createStaples(options);
  const gatewaysOf = ({ pairs }: CertificateSnapshot) =>
    [...pairs].flatMap(([name, pem]) => (name.startsWith('gateway') ? [pem] : []));
  const readAll = async (): Promise<CertificateSnapshot> => {
    const snapshot = await read();
    const revocationLists = new Map([...snapshot.revocationLists, ...(await fetched())]);
    return { ...snapshot, revocationLists };
  };
  let current = await readAll();
  for (const [name, pair] of current.pairs) assertUsable(name, pair, current, clock);
  const trust = await createTrust(current, options);

  const take = async () => {
    const next = await readAll();
    await staples.fetchFor(gatewaysOf(next));
    if (contentOf(next) === contentOf(current)) return;
    // Whole, or not at all: a key without its certificate would shut the door.
    for (const [name, pair] of next.pairs) assertUsable(name, pair, next, clock);
    current = next;
    await trust.replace(next);
    log.info({ certificates: next.pairs.size, lists: next.revocationLists.size }, 'certificates and lists taken anew');
  };

  return {
    get trustAnchor() {
      return current.trustAnchor;
    },
    service: (platform, service) => current.service(platform, service),
    gateway: (platform) => {
      const pem = current.gateway(platform);
      return { ...pem, stapled: () => staples.of(pem) };
    },
    pairs: () => current.pairs,
    authorities: () => current.authorities,
    trust,
    keepCurrent: () => {
      const everyMs = options.lookEveryMs ?? lookEveryMs;
      const watching = watchFolders({ name: 'certificates', folders, everyMs, work: take, log });
      const early = fetchEarly(staples, () => gatewaysOf(current), log);
      return {
        stop: async () => {
          await early.stop();
          await watching.stop();
        },
      };
    },
  };
};

const snapshotOf = (made: DevelopmentCertificates, { services }: DevelopmentSettings): CertificateSnapshot => {
  const pem = ({ key, certificate }: { readonly key: string; readonly certificate: string }): Pem => ({
    key,
    cert: certificate,
  });
  const service = (platform: string, name?: string) => pem(made.service(platform, name));
  const gateway = (platform: string) => pem(made.gateway(platform));
  const gateways = ['speed2ng', 'ccn2ng', 'shared-services', 'uumds'];
  return {
    trustAnchor: made.trustAnchor,
    authorities: made.authorities,
    revocationLists: made.revocationLists,
    service,
    gateway,
    pairs: new Map([
      ...services.map((name) => [`service ${name}`, service(name)] as const),
      ...(services.includes('ccn2ng') ? [['service ccn2ng push', service('ccn2ng', 'push')] as const] : []),
      ...gateways.map((name) => [`gateway ${name}`, gateway(name)] as const),
    ]),
  };
};

/** Each look at the development authority's folder also renews what will end soon. */
export const fromDevelopmentAuthority = (
  authority: DevelopmentSettings,
  options: CertificateOptions,
): Promise<PlatformCertificates> => {
  const below = ['.', 'services', 'gateways', 'crl', 'authorities'].map((name) => join(authority.directory, name));
  const read = async () => snapshotOf(await ensureDevelopmentCertificates(authority), authority);
  return live(read, below, options);
};

/** One folder per process; start/certificates/folder.ts names the files. */
export const fromFolder = (folder: string, options: CertificateOptions): Promise<PlatformCertificates> =>
  live(() => readFolder(folder), [folder, join(folder, 'crl')], options);

/** As the settings say: the operator's own, or the development authority's. */
export const certificatesFor = (
  settings: PlatformSettings,
  authority: DevelopmentSettings,
  log: Logger,
): Promise<PlatformCertificates> => {
  const options = certificateOptionsOf(settings, authority.clock, log);
  return settings.PORTORIUM_CERTIFICATES === undefined
    ? fromDevelopmentAuthority(authority, options)
    : fromFolder(settings.PORTORIUM_CERTIFICATES, options);
};
