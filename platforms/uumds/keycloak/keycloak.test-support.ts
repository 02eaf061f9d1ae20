/** The realm as a test finds it: of the embedded provider, or of a Keycloak that runs somewhere. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NationalPerson } from '../../../simulators/national-identity-provider/people.ts';
import type { NationalIdentityProvider } from '../../../simulators/national-identity-provider/server.ts';
import { startBrokering, startNationals } from '../brokering/brokering.test-support.ts';
import { describeRealm, organisations } from '../realm.ts';
import { addressesOf } from './broker-import.ts';

export interface RealmUnderTest {
  readonly issuer: string;
  /** Secret of a system client. */
  readonly secretOf: (clientId: string) => string;
  readonly passwordOf: (person: string) => string;
  readonly nationals: Readonly<Record<string, NationalIdentityProvider>>;
  remove(): Promise<void>;
}

export interface Keycloak {
  /** Without a path. */
  readonly url: string;
  readonly adminUser: string;
  readonly adminPassword: string;
}

/** Somebody in Belgium who says to act for a German operator. */
const others = {
  BE: [
    {
      name: 'of-germany',
      personIdentifier: 'BE/EU/of-germany',
      eori: 'DE000000000000002',
      assurance: 'high',
    } satisfies NationalPerson,
  ],
};

export const embeddedRealm = async (): Promise<RealmUnderTest> => {
  const { uumds, nationals, remove } = await startBrokering({ others });
  const { clients, persons } = uumds.accounts;
  return {
    ...{ issuer: uumds.issuer, nationals, remove },
    secretOf: (clientId) => clients[clientId] ?? '',
    passwordOf: (person) => persons[person] ?? '',
  };
};

type Representation = Record<string, unknown> & { readonly id: string };

export const administrationOf = async ({ url, adminUser, adminPassword }: Keycloak) => {
  const form = { grant_type: 'password', client_id: 'admin-cli', username: adminUser, password: adminPassword };
  const path = '/realms/master/protocol/openid-connect/token';
  const answer = await fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  assert.ok(token, `the administrator is not let in: ${answer.status}`);
  const ask = async <T>(method: string, below: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/admin/realms/portorium${below}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${below}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return ask;
};

export type Ask = Awaited<ReturnType<typeof administrationOf>>;

const secretsOf = async (ask: Ask): Promise<Map<string, string>> => {
  const secrets = new Map<string, string>();
  for (const { id } of describeRealm().systemClients) {
    const [client] = await ask<Representation[]>('GET', `/clients?clientId=${id}`);
    const { value } = await ask<{ value: string }>('GET', `/clients/${client?.id}/client-secret`);
    secrets.set(id, value);
  }
  return secrets;
};

/** As an administrator would: a password for a person, who need not change it. Gives Keycloak's name of the person. */
export const givePassword = async (ask: Ask, name: string, password: string): Promise<string> => {
  const [user] = await ask<Representation[]>('GET', `/users?exact=true&username=${name}`);
  await ask('PUT', `/users/${user?.id}/reset-password`, { type: 'password', value: password, temporary: false });
  await ask('PUT', `/users/${user?.id}`, { ...user, requiredActions: [] });
  return user?.id ?? '';
};

const givePasswords = async (ask: Ask, password: string): Promise<void> => {
  for (const { name } of organisations.flatMap(({ persons }) => persons)) await givePassword(ask, name, password);
};

/** The national sign-ins of the test, in the place of those of a laptop; all else stays as it was imported. */
const moveNationals = async (ask: Ask, nationals: readonly NationalIdentityProvider[]): Promise<void> => {
  for (const { country, issuer } of nationals) {
    const path = `/identity-provider/instances/${country.toLowerCase()}`;
    const known = await ask<{ config: object }>('GET', path);
    await ask('PUT', path, { ...known, config: { ...known.config, ...addressesOf(issuer) } });
  }
};

export const keycloakRealm = async (keycloak: Keycloak): Promise<RealmUnderTest> => {
  const issuer = `${keycloak.url}/realms/portorium`;
  const ask = await administrationOf(keycloak);
  const directory = await mkdtemp(join(tmpdir(), 'portorium-keycloak-'));
  const nationals = await startNationals(directory, others);
  for (const national of Object.values(nationals)) national.serve(issuer);
  const password = 'a password for the time of a test';
  await givePasswords(ask, password);
  await moveNationals(ask, Object.values(nationals));
  const secrets = await secretsOf(ask);
  return {
    ...{ issuer, nationals },
    secretOf: (clientId) => secrets.get(clientId) ?? '',
    passwordOf: () => password,
    remove: async () => {
      await Promise.all(Object.values(nationals).map((national) => national.stop()));
      await rm(directory, { recursive: true });
    },
  };
};
