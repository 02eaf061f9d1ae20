/** Certificates of the development authority, made once for all tests of a process; and those of another authority. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { defaultRevocationPolicy } from '../../../shared-services/kit/identity/revocation.ts';
import { createTrust, type Trust } from '../../../shared-services/kit/identity/trust.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../../uumds/certificate-authority/development.ts';

export const authoritySettings = (directory: string) =>
  ({
    directory,
    clock: systemClock,
    memberStates: ['BE', 'DE', 'FR'],
    hosts: ['127.0.0.1', 'localhost'],
    services: ['ccn2ng', 'cdco'],
    keyType: 'EC-P256',
    log: silentLogger(),
  }) as const;

const makeAuthority = async (): Promise<DevelopmentCertificates> => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-ccn2ng-test-'));
  after(() => rm(directory, { recursive: true, force: true }));
  return ensureDevelopmentCertificates(authoritySettings(directory));
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Trust in what an authority has made. */
export const trustIn = (made: DevelopmentCertificates): Promise<Trust> =>
  createTrust(made, { policy: defaultRevocationPolicy, clock: systemClock, log: silentLogger() });

export const ourAuthority = once(makeAuthority);
export const anotherAuthority = once(makeAuthority);
