import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { describeRealm, organisations } from '../realm.ts';
import { defaultAccessTokenLifetimeSeconds } from '../server.ts';
import { realmImport } from './realm-import.ts';
import { registrarAccount, registrarClient } from './registrar-import.ts';

const file = new URL('./portorium-realm.json', import.meta.url);
const realm = describeRealm();

describe('realm file for Keycloak', () => {
  it('says what realm.ts says; UPDATE_PUBLISHED=1 writes it anew', async () => {
    const expected = realmImport(realm, defaultAccessTokenLifetimeSeconds);
    if (process.env.UPDATE_PUBLISHED === '1') await writeFile(file, `${JSON.stringify(expected, null, 2)}\n`);
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), JSON.parse(JSON.stringify(expected)));
  });

  it('holds no secret', async () => {
    assert.doesNotMatch(await readFile(file, 'utf8'), /"(secret|credentials|password|value|privateKey)"/i);
  });

  it('gives every client the claims that a gateway needs, and its audience', () => {
    const { clients } = realmImport(realm, 300);
    const asking = clients
      .filter((client) => client !== registrarClient)
      .filter((client) => 'protocolMappers' in client);
    assert.equal(asking.length, organisations.filter(({ circle }) => circle !== 'trusted').length + 3);
    for (const { protocolMappers } of asking) {
      const claims = protocolMappers.map(({ config }) => (config as Record<string, string>)['claim.name']);
      assert.deepEqual(claims.filter(Boolean).sort(), [
        'acr',
        'circle',
        'eori',
        'member_state',
        'realm_access.roles',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's own placeholder.
        'resource_access.${client_id}.roles',
      ]);
      assert.ok(protocolMappers.some(({ protocolMapper }) => protocolMapper === 'oidc-audience-mapper'));
    }
  });

  it('lets people in through PKCE only, to addresses that are written out', () => {
    for (const client of realmImport(realm, 300).clients) {
      assert.equal(client.directAccessGrantsEnabled, false);
      if (!('redirectUris' in client) || client.publicClient === false) continue;
      assert.ok(client.redirectUris.length > 0 && client.redirectUris.every((uri) => !uri.includes('*')));
      assert.equal('attributes' in client && client.attributes['pkce.code.challenge.method'], 'S256');
    }
  });

  it('has every role that somebody holds', () => {
    const { roles, users } = realmImport(realm, 300);
    const realmRoles = roles.realm.map(({ name }) => name);
    const ofProfiles = roles.client['portorium'].map(({ name }) => name);
    for (const user of users) {
      if (!('realmRoles' in user)) continue;
      const { realmRoles: held, clientRoles } = user;
      assert.ok(held.every((role) => realmRoles.includes(role)));
      assert.ok(Object.values(clientRoles).every((all) => all.every((role) => ofProfiles.includes(role))));
    }
  });

  it('lets the registrar manage clients and read events, by a key that it has not got yet, and nothing else', () => {
    const { users, clients } = realmImport(realm, 300);
    assert.deepEqual(registrarAccount.clientRoles, { 'realm-management': ['manage-clients', 'view-events'] });
    assert.ok(users.includes(registrarAccount) && clients.includes(registrarClient));
    assert.deepEqual(registrarClient.attributes, { 'use.jwks.string': 'true' });
    assert.equal(registrarClient.standardFlowEnabled || registrarClient.publicClient, false);
  });

  it('has every national sign-in: bound to its country, to a proof of the realm’s own, and to nobody who is not linked', () => {
    const { identityProviders, identityProviderMappers, users } = realmImport(realm, 300);
    const people = users.filter((user) => 'federatedIdentities' in user);
    assert.deepEqual(
      identityProviders.map(({ alias }) => alias),
      ['be', 'de', 'nl'],
    );
    for (const { alias, config, firstBrokerLoginFlowAlias, trustEmail } of identityProviders) {
      const filter = new RegExp(config.claimFilterValue);
      const eoris = people.flatMap(({ attributes, ...user }) =>
        user.federatedIdentities.some((one) => one.identityProvider === alias) ? (attributes.eori ?? []) : [],
      );
      assert.ok(eoris.length > 0 && eoris.every((eori) => filter.test(eori)), alias);
      assert.equal(filter.test('XX0000000001'), false);
      assert.deepEqual([config.validateSignature, config.pkceMethod, trustEmail], ['true', 'S256', false]);
      assert.equal(config.clientAuthMethod, 'private_key_jwt');
      assert.equal(firstBrokerLoginFlowAlias, 'national first sign-in');
    }
    assert.ok(
      identityProviderMappers.every(({ identityProviderMapper }) => /session-note/.test(identityProviderMapper)),
    );
  });
});
