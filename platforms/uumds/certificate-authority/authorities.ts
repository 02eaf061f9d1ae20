/** The root, and under it one issuing authority for each circle that certificates admit to. */
import { join } from 'node:path';
import { readOrCreate } from '../data-folder.ts';
import { type Bundle, parseBundle } from './bundle.ts';
import { issueAuthority, issueRoot } from './issue.ts';
import type { Settings } from './settings.ts';
import { isFresh, validityOf } from './validity.ts';

/**
 * The first generation of an authority that is still fresh; made where there is none. A new generation has a new file,
 * so that of several processes that renew at once one wins and all use its.
 */
const authority = async (settings: Settings, name: string, issuer: Bundle | undefined, make: () => Promise<Bundle>) => {
  for (let generation = 1; ; generation += 1) {
    const path = join(settings.directory, 'authorities', `${name}-${generation}.pem`);
    const bundle = parseBundle(await readOrCreate(path, async () => (await make()).pem));
    const isOfIssuer = issuer === undefined || bundle.certificate.verify(issuer.certificate.publicKey);
    if (isFresh(bundle, settings.clock) && isOfIssuer) return bundle;
  }
};

export interface Authorities {
  readonly root: Bundle;
  readonly trusted: Bundle;
  readonly central: Bundle;
}

export const ensureAuthorities = async (settings: Settings): Promise<Authorities> => {
  const { clock, keyType } = settings;
  const root = await authority(settings, 'root', undefined, () =>
    issueRoot({ commonName: 'Development root', keyType, validity: validityOf('root', clock) }),
  );
  const issuing = (circle: 'trusted' | 'central'): Promise<Bundle> =>
    authority(settings, circle, root, () => {
      const validity = validityOf('authority', clock, root);
      return issueAuthority(root, {
        commonName: `Development authority of the ${circle} circle`,
        keyType,
        validity,
        circle,
      });
    });
  const [trusted, central] = await Promise.all([issuing('trusted'), issuing('central')]);
  return { root, trusted, central };
};
