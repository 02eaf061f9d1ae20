import assert from 'node:assert/strict';
import { newId } from '../../../shared-services/kit/call.ts';
import type { ApiClientView } from './api-client-view.ts';
import { certify } from './test-support/certificates.ts';
import { express, keyPair, type Scene, startScene } from './test-support/scene.ts';

interface Found {
  readonly client?: { readonly eori: string; readonly profiles: string[]; readonly jwks: string };
}

const codesOf = (error: unknown) => (error as { faults: { code: string }[] }).faults.map(({ code }) => code);

describe('API clients', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  const find = (clientId: string) => scene.asPlatform<Found>('uumds', 'findApiClient', { clientId });
  const change = (operation: string, clientId: string, more = {}) =>
    scene.asOperator<ApiClientView>(operation, { clientId, ...more });

  describe('registration', () => {
    it('gives an id, an end, and the thumbprint of the key (RFC 7638); what was done stands in the history', async () => {
      const client = await scene.register({ jwks: { keys: [keyPair('2026-11').jwk] } });
      assert.match(client.clientId, /^api-[0-9a-f-]{36}$/);
      assert.deepEqual(
        [client.state, client.validUntil, client.keys[0]?.kid, client.keys[0]?.algorithm, client.dpopRequired],
        ['active', '2027-11-21T08:00:00Z', '2026-11', 'EC P-256', false],
      );
      assert.match(client.keys[0]?.thumbprint ?? '', /^[A-Za-z0-9_-]{43}$/);
      assert.deepEqual(
        client.history.map(({ event, by }) => [event, by]),
        [['registered', 'person-of-BE0000000001']],
      );
    });

    it('is known to the token endpoint with public keys alone', async () => {
      const { clientId } = await scene.register();
      const { client } = await find(clientId);
      assert.deepEqual([client?.eori, client?.profiles], ['BE0000000001', ['declarant']]);
      assert.deepEqual(Object.keys(JSON.parse(client?.jwks ?? '').keys[0]).toSorted(), [
        'crv',
        'kid',
        'kty',
        'use',
        'x',
        'y',
      ]);
    });

    it('happens once, however often the message comes', async () => {
      const messageId = newId();
      const [one, other] = await Promise.all([scene.register({}, { messageId }), scene.register({}, { messageId })]);
      assert.equal(one.clientId, other.clientId);
    });

    it('gives no profile that the operator does not hold', () =>
      assert.rejects(scene.register({ profiles: ['carrier'] }), { code: 'API_CLIENT_PROFILE_NOT_HELD' }));

    it('of an operator that only the sign-in knows gives what the administrator’s token says', async () => {
      const as = { eori: 'SE0000000042', profiles: ['administrator', 'carrier'] };
      assert.deepEqual((await scene.register({ profiles: ['carrier'] }, as)).profiles, ['carrier']);
      await assert.rejects(scene.register({ profiles: ['declarant'] }, as), { code: 'API_CLIENT_PROFILE_NOT_HELD' });
    });

    it('at an operator’s own sign-in the administrator’s token says what the operator holds', async () => {
      const as = { eori: 'FR0000000077', profiles: ['administrator', 'holds:declarant'] };
      assert.deepEqual((await scene.register({ profiles: ['declarant'] }, as)).profiles, ['declarant']);
      await assert.rejects(scene.register({ profiles: ['carrier'] }, as), { code: 'API_CLIENT_PROFILE_NOT_HELD' });
    });

    it('is the administrator’s alone; others of the operator may look', async () => {
      const { clientId } = await scene.register();
      for (const profile of ['declarant', 'representative', 'carrier', 'it-provider']) {
        const as = { profiles: [profile] };
        await assert.rejects(scene.register({}, as), { code: 'CALLER_NOT_ADMITTED' });
        assert.equal((await scene.asOperator<ApiClientView>('consultApiClient', { clientId }, as)).clientId, clientId);
      }
    });

    it('tells all faults at once', async () => {
      const weak = await certify({ kind: 'RSA-1024', notAfter: new Date('2026-06-01T00:00:00Z') });
      const wanted = {
        authentication: 'self_signed_tls_client_auth',
        jwks: undefined,
        certificate: weak.pem,
        networks: ['999.1.1.1', '192.0.2.0/33', '192.0.2.0/24'],
        validUntil: '2031-01-01T00:00:00Z',
        dpopRequired: true,
      };
      await assert.rejects(scene.register(wanted), (error) => {
        assert.deepEqual(codesOf(error), [
          'CERTIFICATE_KEY',
          'CERTIFICATE_EXPIRED',
          'NETWORK',
          'NETWORK',
          'DPOP',
          'VALIDITY',
        ]);
        return true;
      });
    });

    const refused: readonly (readonly [what: string, more: () => Promise<object> | object, code: string])[] = [
      ['without keys', () => ({ jwks: undefined }), 'PROOF'],
      ['with a certificate instead of keys', async () => ({ certificate: (await certify()).pem }), 'PROOF'],
      ['with the same key twice', () => ({ jwks: { keys: Array(2).fill(keyPair().jwk) } }), 'KEY'],
      ['with a point that is not on the curve', () => ({ jwks: { keys: [{ ...keyPair().jwk, x: 'AAAA' }] } }), 'KEY'],
      [
        'with an algorithm of another kind of key',
        () => ({ jwks: { keys: [{ ...keyPair().jwk, alg: 'RS256' }] } }),
        'KEY',
      ],
      [
        'with the certificate of an authority',
        async () => ({
          authentication: 'self_signed_tls_client_auth',
          jwks: undefined,
          certificate: (await certify({ authority: true })).pem,
        }),
        'CERTIFICATE_AUTHORITY',
      ],
    ];
    for (const [what, more, code] of refused)
      it(`${what} is refused`, async () => {
        await assert.rejects(scene.register({ ...(await more()) }), (error) => {
          assert.deepEqual(codesOf(error), [code]);
          return true;
        });
      });
  });

  describe('of another operator', () => {
    it('is as unknown as one that does not exist', async () => {
      const { clientId } = await scene.register();
      for (const operation of ['consultApiClient', 'suspendApiClient', 'revokeApiClient']) {
        await assert.rejects(scene.asOperator(operation, { clientId }, { eori: express }), {
          code: 'API_CLIENT_UNKNOWN',
        });
      }
      const list = await scene.asOperator<{ client?: unknown[] }>('listApiClients', {}, { eori: express });
      assert.deepEqual(list, {});
    });
  });

  describe('suspension, resumption, revocation', () => {
    it('take and give back the tokens, and each is in the history with its reason', async () => {
      const { clientId } = await scene.register();
      assert.equal((await change('suspendApiClient', clientId, { reason: 'Lost laptop.' })).state, 'suspended');
      assert.deepEqual(await find(clientId), {});
      assert.equal((await change('resumeApiClient', clientId)).state, 'active');
      assert.notEqual((await find(clientId)).client, undefined);
      const { state, history } = await change('revokeApiClient', clientId);
      assert.equal(state, 'revoked');
      assert.deepEqual(
        history.map(({ event, reason }) => [event, reason]),
        [
          ['registered', undefined],
          ['suspended', 'Lost laptop.'],
          ['resumed', undefined],
          ['revoked', undefined],
        ],
      );
      assert.deepEqual(await find(clientId), {});
    });

    it('said twice are done once', async () => {
      const { clientId } = await scene.register();
      await change('suspendApiClient', clientId);
      assert.equal((await change('suspendApiClient', clientId)).history.length, 2);
    });

    it('cannot undo a revocation', async () => {
      const { clientId } = await scene.register();
      await change('revokeApiClient', clientId);
      for (const operation of ['suspendApiClient', 'resumeApiClient'])
        await assert.rejects(change(operation, clientId), { code: 'API_CLIENT_STATE' });
    });

    it('of a client whose time is over: none but the revocation', async () => {
      const { clientId } = await scene.register({ validUntil: '2026-11-21T08:00:01Z' });
      scene.clock.nowAt += 1000;
      assert.deepEqual(await find(clientId), {});
      assert.equal((await change('consultApiClient', clientId)).state, 'expired');
      await assert.rejects(change('suspendApiClient', clientId), { code: 'API_CLIENT_STATE' });
      assert.equal((await change('revokeApiClient', clientId)).state, 'revoked');
    });
  });

  describe('rotation of keys', () => {
    const kids = async (clientId: string) => {
      const { client } = await find(clientId);
      return (JSON.parse(client?.jwks ?? '{"keys":[]}').keys as { kid: string }[]).map(({ kid }) => kid).toSorted();
    };

    it('believes both keys for the overlap, and then the new one alone', async () => {
      const { clientId } = await scene.register({ jwks: { keys: [keyPair('old').jwk] } });
      await change('rotateApiClientKeys', clientId, { jwks: { keys: [keyPair('new').jwk] }, overlapHours: 2 });
      assert.deepEqual(await kids(clientId), ['new', 'old']);
      scene.clock.nowAt += 2 * 3_600_000;
      assert.deepEqual(await kids(clientId), ['new']);
    });

    it('without an overlap ends the old key at once', async () => {
      const { clientId } = await scene.register({ jwks: { keys: [keyPair('old').jwk] } });
      const rotation = { jwks: { keys: [keyPair('new').jwk] }, overlapHours: 0, reason: 'Lost.' };
      await change('rotateApiClientKeys', clientId, rotation);
      assert.deepEqual(await kids(clientId), ['new']);
    });

    it('said twice is done once; a key that was replaced does not come back', async () => {
      const old = keyPair('old').jwk;
      const { clientId } = await scene.register({ jwks: { keys: [old] } });
      const rotation = { jwks: { keys: [keyPair('new').jwk] } };
      await change('rotateApiClientKeys', clientId, rotation);
      assert.equal((await change('rotateApiClientKeys', clientId, rotation)).history.length, 2);
      await assert.rejects(change('rotateApiClientKeys', clientId, { jwks: { keys: [old] } }), {
        code: 'API_CLIENT_REFUSED',
      });
    });
  });

  it('keeps no more than the operator may have', async () => {
    await scene.query(
      `insert into api_client select 'api-' || n, 'NL0000000004', 'x', '{carrier}', 'private_key_jwt', false, '{}',
         now(), 'active', now(), null, now(), 'x', 'many-' || n from generate_series(1, 100) n`,
    );
    await assert.rejects(scene.register({}, { eori: 'NL0000000004' }), { code: 'API_CLIENT_LIMIT' });
  });

  it('records each change once on the audit chain, as personal data', async () => {
    const { clientId } = await scene.register();
    await change('suspendApiClient', clientId);
    const records = await scene.query(
      `select event, outcome, personal_data from record where reference = $1 order by event`,
      [clientId],
    );
    assert.deepEqual(records, [
      { event: 'credentials.api-client.register', outcome: 'accepted', personal_data: true },
      { event: 'credentials.api-client.suspend', outcome: 'accepted', personal_data: true },
    ]);
  });
});
