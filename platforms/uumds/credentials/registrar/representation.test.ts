import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { StoredClient, StoredKey } from '../storage/api-clients.ts';
import { certify } from '../test-support/certificates.ts';
import { isAsWished, type KnownClient } from './comparison.ts';
import { changesAtMs, type Mapper, type Registered, representationOf } from './representation.ts';
import { subjectInBytes } from './subject.ts';

const nowMs = Date.parse('2026-11-21T08:00:00Z');
const hourMs = 3_600_000;
const client: StoredClient = {
  ...{ clientId: 'api-1', eori: 'BE0000000001', name: 'Warehouse', profiles: ['declarant', 'carrier'] },
  ...{ authentication: 'private_key_jwt', dpopRequired: false, networks: [], state: 'active' },
  ...{ validUntilMs: nowMs + 100 * hourMs, registeredAtMs: nowMs, registeredBy: 'somebody' },
};
const key = (kid: string, more: Partial<StoredKey> = {}): StoredKey => ({
  ...{ kid, kind: 'key', thumbprint: `of-${kid}`, algorithm: 'EC P-256', jwk: { kid, kty: 'EC' }, addedAtMs: nowMs },
  ...more,
});
const parts = { nowMs, mark: 'mark', subjectOf: ({ kid }: StoredKey) => `CN=${kid}` };
const registered = (more: Partial<StoredClient> = {}, keys: readonly StoredKey[] = [key('k1')]): Registered => ({
  client: { ...client, ...more },
  keys,
});
const represent = (of: Registered) => {
  const representation = representationOf(of, parts);
  assert.ok(representation !== undefined);
  return representation;
};
const claimIn = (mappers: readonly Mapper[], name: string) =>
  mappers.find((one) => one.config['claim.name'] === name)?.config['claim.value'];
const namesOf = (text: string | undefined) => JSON.parse(text ?? '{}').keys.map(({ kid }: { kid: string }) => kid);

describe('an API client as a client of Keycloak', () => {
  it('is a system and nothing else, and says what its tokens say', () => {
    const { protocolMappers, attributes, ...plain } = represent(registered({ networks: ['192.0.2.0/24'] }));
    assert.deepEqual(
      [
        'standardFlowEnabled',
        'implicitFlowEnabled',
        'directAccessGrantsEnabled',
        'publicClient',
        'fullScopeAllowed',
      ].filter((name) => plain[name] !== false),
      [],
    );
    assert.deepEqual([plain.enabled, plain['clientAuthenticatorType']], [true, 'client-jwt']);
    assert.equal(attributes['portorium.register'], 'mark');
    assert.deepEqual(
      ['eori', 'circle', 'realm_access.roles', 'resource_access.portorium.roles', 'allowed_networks'].map((name) =>
        claimIn(protocolMappers, name),
      ),
      ['BE0000000001', 'untrusted', '["economic-operator"]', '["declarant","carrier"]', '["192.0.2.0/24"]'],
    );
  });

  it('never has a profile that its operator’s administrator holds, nor another circle', () => {
    const text = JSON.stringify(represent(registered()));
    assert.doesNotMatch(text, /administrators|"administrator"|platform-operator/);
  });

  it('is open only while it is active, valid, not barred, and has a key that is believed', () => {
    const enabled = (more: Partial<StoredClient>, keys?: readonly StoredKey[]) =>
      represent(registered(more, keys)).enabled;
    assert.equal(enabled({}), true);
    assert.equal(enabled({ state: 'suspended' }), false);
    assert.equal(enabled({ validUntilMs: nowMs }), false);
    assert.equal(enabled({}, []), false);
    assert.equal(enabled({}, [key('k1', { retiresAtMs: nowMs })]), false);
    assert.equal(enabled({}, [key('k1', { notAfterMs: nowMs - 1 })]), false);
    assert.equal(represent({ ...registered(), bar: {} }).enabled, false);
  });

  it('is none once it is revoked', () => {
    assert.equal(representationOf(registered({ state: 'revoked' }), parts), undefined);
  });

  it('has the keys that are believed, of two with one name the newer', () => {
    const keys = [
      key('k3'),
      key('k2', { jwk: { kid: 'k2', n: 'newer' } }),
      key('k2'),
      key('k1', { retiresAtMs: nowMs }),
    ];
    const { attributes } = represent(registered({}, keys));
    assert.deepEqual(namesOf(attributes['jwks.string']).toSorted(), ['k2', 'k3']);
    assert.match(attributes['jwks.string'] ?? '', /newer/);
  });

  it('must bind its tokens where it was registered so', () => {
    assert.equal(represent(registered({ dpopRequired: true })).attributes['dpop.bound.access.tokens'], 'true');
    assert.equal(represent(registered()).attributes['dpop.bound.access.tokens'], 'false');
  });

  it('with a certificate: its name for Keycloak, its thumbprints for gateways, tokens bound to it', () => {
    const keys = [key('new', { kind: 'certificate' }), key('old', { kind: 'certificate' })];
    const { attributes, protocolMappers, ...plain } = represent(
      registered({ authentication: 'self_signed_tls_client_auth' }, keys),
    );
    assert.equal(plain['clientAuthenticatorType'], 'client-x509');
    assert.deepEqual(
      [
        attributes['x509.subjectdn'],
        attributes['x509.allow.regex.pattern.comparison'],
        attributes['tls.client.certificate.bound.access.tokens'],
        claimIn(protocolMappers, 'registered_certificates'),
      ],
      ['CN=new', 'false', 'true', '["of-new","of-old"]'],
    );
  });

  it('names the holder of a certificate by the bytes of its name, most significant last', async () => {
    const { pem } = await certify();
    const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const parsed = subjectInBytes(der).split(',');
    assert.deepEqual(
      parsed.map((part) => part.split('=')[0]),
      ['2.5.4.6', '2.5.4.10', '2.5.4.3'],
    );
    assert.match(parsed[2] ?? '', new RegExp(`#(0c|13)..${Buffer.from('Invented systems').toString('hex')}$`));
  });

  it('changes by itself at the first end of a key, a certificate, a bar or its validity', () => {
    const later = registered({}, [
      key('k1', { retiresAtMs: nowMs + 2 * hourMs }),
      key('k2', { notAfterMs: nowMs + hourMs }),
    ]);
    assert.equal(changesAtMs(later, nowMs), nowMs + hourMs);
    assert.equal(changesAtMs({ ...later, bar: { untilMs: nowMs + 5 } }, nowMs), nowMs + 5);
    assert.equal(changesAtMs(registered(), nowMs), client.validUntilMs);
    assert.equal(changesAtMs(registered(), client.validUntilMs), undefined);
    assert.equal(changesAtMs(registered({ state: 'revoked' }), nowMs), undefined);
  });
});

describe('what is in Keycloak, held against the register', () => {
  const wished = represent(registered());
  /** As Keycloak gives it back: with its own additions, in an order of its own. */
  const known: KnownClient = {
    ...wished,
    ...{ id: 'x', secret: 'y', notBefore: 0, defaultClientScopes: ['service_account'] },
    attributes: { ...wished.attributes, 'client.secret.creation.time': '1' },
    protocolMappers: wished.protocolMappers.map((one) => ({ ...one, id: one.name })).toReversed(),
  };

  it('is the same in spite of what Keycloak adds', () => assert.ok(isAsWished(known, wished)));

  const tampered: readonly (readonly [what: string, Partial<KnownClient>])[] = [
    ['a client that was opened', { enabled: !wished.enabled }],
    ['a flow that was allowed', { standardFlowEnabled: true }],
    ['another kind of proof', { clientAuthenticatorType: 'client-secret' }],
    ['other keys', { attributes: { ...known.attributes, 'jwks.string': '{}' } }],
    ['a claim more', { protocolMappers: [...(known.protocolMappers ?? []), wished.protocolMappers[0] as Mapper] }],
    [
      'another claim',
      {
        protocolMappers:
          known.protocolMappers?.map((one) => ({ ...one, config: { ...one.config, 'claim.value': 'x' } })) ?? [],
      },
    ],
    ['a scope more', { defaultClientScopes: ['service_account', 'roles'] }],
    ['a scope to be asked for', { optionalClientScopes: ['offline_access'] }],
  ];
  for (const [what, more] of tampered)
    it(`${what} differs`, () => assert.ok(!isAsWished({ ...known, ...more }, wished)));
});
