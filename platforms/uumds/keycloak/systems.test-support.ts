/** Systems of operators, registered with us, at the token endpoint of either provider. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { registrarClientId } from '../credentials/registrar/administration.ts';
import { type Certified, certify } from '../credentials/test-support/certificates.ts';
import {
  type Constellation,
  type ForeignSignIn,
  startCredentialsConstellation,
} from '../credentials/test-support/constellation.ts';
import { type Ask, administrationOf, givePassword, type Keycloak } from './keycloak.test-support.ts';

export interface Systems {
  readonly platform: Constellation;
  readonly issuer: string;
  readonly tokenEndpoint: string;
  /** Where certificates are asked for. */
  readonly mutualTlsEndpoint: string;
  /** A certificate that the provider's door takes. @param commonName of its subject */
  certificate(commonName: string): Promise<Pick<Certified, 'pem' | 'keyPem'>>;
  /** Of a real Keycloak's administrator. */
  readonly ask?: Ask;
  /** Who signs in, with which password. */
  readonly person: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

const personName = 'invented-parcels-clerk';
const tokenPath = '/protocol/openid-connect/token';
const run = promisify(execFile);

export const embeddedSystems = async (): Promise<Systems> => {
  const platform = await startCredentialsConstellation();
  const { tokenEndpoint, mutualTlsEndpoint } = platform;
  return {
    ...{ platform, tokenEndpoint, mutualTlsEndpoint, issuer: platform.uumds.issuer },
    person: { name: personName, password: platform.accounts.persons[personName] ?? '' },
    certificate: () => certify({ notBefore: new Date(Date.now() - 1000) }),
    stop: () => platform.stop(),
  };
};

/** As an administrator would: the public half of the registrar's key. */
const giveKey = async (ask: Ask, directory: string): Promise<string> => {
  const keyFile = join(directory, 'registrar.key');
  const command = join(import.meta.dirname, 'registrar-key/command.ts');
  const { stdout } = await run(process.execPath, [command, keyFile]);
  const [client] = await ask<{ id: string; attributes: object }[]>('GET', `/clients?clientId=${registrarClientId}`);
  const attributes = { ...client?.attributes, 'use.jwks.string': 'true', 'jwks.string': stdout.trim() };
  await ask('PUT', `/clients/${client?.id}`, { ...client, attributes });
  return keyFile;
};

/** @param authority file of the certificate of the authority that Keycloak's door takes; its key beside it, `.key` */
const issue = async (authority: string, directory: string, commonName: string) => {
  const [key, request, pem] = ['key', 'csr', 'pem'].map((kind) => join(directory, `${commonName}.${kind}`)) as [
    string,
    string,
    string,
  ];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  // Two parts in one place, and letters beyond ASCII: a name that is easily written in two ways.
  const subject = `/C=BE/O=Invented Parcels, Café & Co/CN=${commonName}`;
  await run('openssl', ['req', '-new', '-utf8', ...ec, '-subj', subject, '-out', request]);
  const by = ['-CA', authority, '-CAkey', authority.replace(/\.pem$/, '.key'), '-CAcreateserial'];
  await run('openssl', ['x509', '-req', '-in', request, ...by, '-days', '2', '-out', pem]);
  return { pem: await readFile(pem, 'utf8'), keyPem: await readFile(key, 'utf8') };
};

export interface KeycloakDoor {
  /** File of the authority that vouches for Keycloak. */
  readonly authority: string;
  /** File of the authority of clients that Keycloak's door takes; its key beside it. */
  readonly clientAuthority: string;
}

export const keycloakSystems = async (keycloak: Keycloak, door: KeycloakDoor): Promise<Systems> => {
  const issuer = `${keycloak.url}/realms/portorium`;
  const ask = await administrationOf(keycloak);
  const directory = await mkdtemp(join(tmpdir(), 'portorium-systems-'));
  const foreign: ForeignSignIn = {
    ...{ issuer, keyFile: await giveKey(ask, directory) },
    authority: door.authority === '' ? '' : await readFile(door.authority, 'utf8'),
  };
  const password = randomUUID();
  await givePassword(ask, personName, password);
  const platform = await startCredentialsConstellation(10_000, foreign);
  // openssl writes its serial numbers beside the certificate: not into somebody else's folder.
  const own = join(directory, 'clients.pem');
  if (door.clientAuthority !== '') {
    await writeFile(own, await readFile(door.clientAuthority));
    await writeFile(own.replace('.pem', '.key'), await readFile(door.clientAuthority.replace(/\.pem$/, '.key')));
  }
  return {
    ...{ platform, issuer, ask, person: { name: personName, password } },
    tokenEndpoint: `${issuer}${tokenPath}`,
    mutualTlsEndpoint: `${issuer}${tokenPath}`,
    certificate: (commonName) => issue(own, directory, commonName),
    stop: async () => {
      await platform.stop();
      await rm(directory, { recursive: true });
    },
  };
};
