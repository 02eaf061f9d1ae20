/** The root, and under it one issuing authority for each circle that certificates admit to. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serialOf } from '../../../shared-services/kit/identity/revocation-list.ts';
import { readIfThere, readOrCreate } from '../data-folder.ts';
import { type Bundle, parseBundle } from './bundle.ts';
import { issueAuthority, issueRoot } from './issue.ts';
import { publicationOf } from './published-at.ts';
import { readRevoked } from './revoked.ts';
import type { Settings } from './settings.ts';
import { isFresh, validityOf } from './validity.ts';

/** An authority and its name: its kind and generation, `trusted-1`. */
export interface Authority extends Bundle {
  readonly name: string;
}

const pathOf = ({ directory }: Settings, name: string): string => join(directory, 'authorities', `${name}.pem`);

/**
 * The first generation of an authority that is still fresh and not revoked; made where there is none. A new generation has a new file,
 * so that of several processes that renew at once one wins and all use its.
 */
const authority = async (
  settings: Settings,
  name: string,
  issuer: Bundle | undefined,
  make: () => Promise<Bundle>,
): Promise<Authority> => {
  const revoked = await readRevoked(settings);
  for (let generation = 1; ; generation += 1) {
    const named = `${name}-${generation}`;
    const bundle = parseBundle(await readOrCreate(pathOf(settings, named), async () => (await make()).pem));
    const isOfIssuer = issuer === undefined || bundle.certificate.verify(issuer.certificate.publicKey);
    const serial = serialOf(bundle.certificate.serialNumber);
    const isRevoked = revoked.some((one) => one.serialNumber === serial && one.authority.startsWith('root-'));
    if (isFresh(bundle, settings.clock) && isOfIssuer && !isRevoked) return { ...bundle, name: named };
  }
};

export interface Authorities {
  readonly root: Authority;
  readonly trusted: Authority;
  readonly central: Authority;
}

const authorityFile = /^(?<name>(?:root|trusted|central)-\d+)\.pem$/;

const endsMs = ({ certificate }: Bundle): number => Date.parse(certificate.validTo);

/**
 * Every authority that has not ended, of all generations: what an older one has issued stays good until it ends, and can
 * be revoked until then.
 */
export const authoritiesInForce = async (settings: Settings): Promise<readonly Authority[]> => {
  const files = await readdir(join(settings.directory, 'authorities'));
  const names = files.flatMap((file) => authorityFile.exec(file)?.groups?.['name'] ?? []).sort();
  const read = async (name: string): Promise<Authority> => ({
    ...parseBundle((await readIfThere(pathOf(settings, name))) ?? ''),
    name,
  });
  const all = await Promise.all(names.map(read));
  return all.filter((one) => endsMs(one) > settings.clock.nowMs());
};

/** `trusted-2` is one of `trusted`. */
export const isOf =
  (kind: 'root' | 'trusted' | 'central') =>
  ({ name }: Authority): boolean =>
    name.startsWith(`${kind}-`);

export const ensureAuthorities = async (settings: Settings): Promise<Authorities> => {
  const { clock, keyType } = settings;
  const root = await authority(settings, 'root', undefined, () =>
    issueRoot({ commonName: 'Development root', keyType, validity: validityOf('root', clock) }),
  );
  const issuing = (circle: 'trusted' | 'central'): Promise<Authority> =>
    authority(settings, circle, root, () => {
      const validity = validityOf('authority', clock, root);
      const publication = publicationOf(settings, root);
      return issueAuthority(root, {
        ...(publication && { publication }),
        commonName: `Development authority of the ${circle} circle`,
        keyType,
        validity,
        circle,
      });
    });
  const [trusted, central] = await Promise.all([issuing('trusted'), issuing('central')]);
  return { root, trusted, central };
};
