import assert from 'node:assert/strict';
import { constants, type KeyObject, sign } from 'node:crypto';
import { KeyUsageFlags } from '../../../shared-services/kit/identity/x509.ts';
import type { SealView } from './seal-view.ts';
import { type Certified, certify } from './test-support/certificates.ts';
import { type AskAs, express, type Scene, startScene } from './test-support/scene.ts';

interface Challenge {
  readonly challengeId: string;
  readonly challenge: string;
  readonly algorithms: string[];
  readonly fingerprint256: string;
}

const signatures: Readonly<Record<string, (text: Buffer, key: KeyObject) => Buffer>> = {
  ES256: (text, key) => sign('sha256', text, key),
  'ES256 as r and s': (text, key) => sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }),
  ES384: (text, key) => sign('sha384', text, key),
  RS256: (text, key) => sign('sha256', text, key),
  PS256: (text, key) => sign('sha256', text, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  EdDSA: (text, key) => sign(null, text, key),
};

const signed = (how: string, { challenge }: Challenge, key: KeyObject): string =>
  signatures[how]!(Buffer.from(challenge), key).toString('base64');

const codesOf = (error: unknown) => (error as { faults: { code: string }[] }).faults.map(({ code }) => code);

describe('seal certificates', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  const begin = (pem: string, more = {}, as?: AskAs) =>
    scene.asOperator<Challenge>('beginSealRegistration', { certificate: pem, ...more }, as);
  const prove = async (
    given: Challenge,
    key: KeyObject,
    more: { signature?: string; [name: string]: unknown } = {},
    as?: AskAs,
  ) =>
    scene.asOperator<SealView>(
      'completeSealRegistration',
      {
        challengeId: given.challengeId,
        algorithm: 'ES256',
        ...more,
        signature: more.signature ?? signed('ES256', given, key),
      },
      as,
    );
  const register = async (certified: Certified, more = {}, as?: AskAs) =>
    prove(await begin(certified.pem, {}, as), certified.key, more, as);
  const change = (operation: string, fingerprint256: string, as?: AskAs) =>
    scene.asOperator<SealView>(operation, { fingerprint256 }, as);
  const found = async (fingerprint256: string) =>
    (await scene.asPlatform<{ seal?: object }>('speed2ng', 'findSeal', { fingerprint256 })).seal;

  describe('proof of possession', () => {
    for (const [how, kind] of [
      ['ES256', 'P-256'],
      ['ES256 as r and s', 'P-256'],
      ['ES384', 'P-384'],
      ['RS256', 'RSA'],
      ['PS256', 'RSA'],
      ['EdDSA', 'Ed25519'],
    ] as const)
      it(`by ${how} registers the certificate, and gateways find whose it is`, async () => {
        const { pem, key } = await certify({ kind });
        const given = await begin(pem);
        const algorithm = how.split(' ')[0]!;
        assert.ok(given.algorithms.includes(algorithm));
        const seal = await prove(given, key, { algorithm, signature: signed(how, given, key) });
        assert.equal(seal.state, 'active');
        assert.deepEqual(await found(seal.fingerprint256), {
          eori: 'BE0000000001',
          state: 'active',
          notAfter: '2028-01-01T00:00:00Z',
          certificate: pem.replaceAll(/-----[^-]+-----|\s/g, ''),
        });
      });

    it('by another key is refused, and after five failures the challenge is over', async () => {
      const [{ pem, key }, other] = await Promise.all([certify(), certify()]);
      const given = await begin(pem);
      for (let attempt = 0; attempt < 5; attempt += 1)
        await assert.rejects(prove(given, other.key), { code: 'SEAL_PROOF_INVALID' });
      await assert.rejects(prove(given, key), { code: 'SEAL_CHALLENGE_UNKNOWN' });
      assert.equal(await found(given.fingerprint256), undefined);
    });

    it('by a signature of another challenge is refused', async () => {
      const { pem, key } = await certify();
      const [one, other] = [await begin(pem), await begin(pem)];
      const refused = prove(one, key, { signature: signed('ES256', other, key) });
      await assert.rejects(refused, { code: 'SEAL_PROOF_INVALID' });
    });

    it('by an algorithm that does not fit the key is refused', async () => {
      const { pem, key } = await certify();
      await assert.rejects(prove(await begin(pem), key, { algorithm: 'RS256' }), { code: 'SEAL_PROOF_INVALID' });
    });

    it('after ten minutes is too late', async () => {
      const { pem, key } = await certify();
      const given = await begin(pem);
      scene.clock.nowAt += 600_000;
      await assert.rejects(prove(given, key), { code: 'SEAL_CHALLENGE_UNKNOWN' });
    });

    it('is too late where the certificate is over by then, or the seal that it renews was revoked', async () => {
      const ending = await certify({ notAfter: new Date(scene.clock.nowAt + 60_000) });
      const given = await begin(ending.pem);
      scene.clock.nowAt += 60_000;
      await assert.rejects(prove(given, ending.key), { code: 'SEAL_CERTIFICATE_REFUSED' });
      const { fingerprint256 } = await register(await certify());
      const { pem, key } = await certify();
      const renewal = await begin(pem, { replaces: fingerprint256 });
      await change('revokeSeal', fingerprint256);
      await assert.rejects(prove(renewal, key), { code: 'SEAL_STATE' });
    });

    it('for another operator’s challenge is refused', async () => {
      const { pem, key } = await certify();
      const given = await begin(pem);
      await assert.rejects(prove(given, key, {}, { eori: express }), { code: 'SEAL_CHALLENGE_UNKNOWN' });
    });

    it('said twice is answered twice, and done once', async () => {
      const { pem, key } = await certify();
      const given = await begin(pem);
      assert.deepEqual(await prove(given, key), await prove(given, key));
    });
  });

  describe('a certificate', () => {
    it('that another operator has registered is refused, and so is another one of the same key', async () => {
      const certified = await certify();
      await register(certified);
      await assert.rejects(register(certified, {}, { eori: express }), { code: 'SEAL_CERTIFICATE_TAKEN' });
      const renewed = await certify({ key: certified.key });
      await assert.rejects(register(renewed, {}, { eori: express }), { code: 'SEAL_CERTIFICATE_TAKEN' });
      assert.equal((await register(renewed)).state, 'active');
    });

    it('that two operators register at the same moment is one’s', async () => {
      const certified = await certify();
      const both = await Promise.allSettled([register(certified), register(certified, {}, { eori: express })]);
      assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    });

    it('that was revoked is refused for ever, with every certificate of its key', async () => {
      const certified = await certify();
      const { fingerprint256 } = await register(certified);
      await change('revokeSeal', fingerprint256);
      await assert.rejects(register(certified), { code: 'SEAL_CERTIFICATE_TAKEN' });
      await assert.rejects(register(await certify({ key: certified.key })), { code: 'SEAL_CERTIFICATE_TAKEN' });
    });

    for (const [what, wanted, codes] of [
      ['of an authority', { authority: true }, ['CERTIFICATE_AUTHORITY']],
      ['for key agreement', { usages: KeyUsageFlags.keyAgreement }, ['CERTIFICATE_USE']],
      ['with a weak key', { kind: 'RSA-1024' }, ['CERTIFICATE_KEY']],
      ['that has expired', { notAfter: new Date('2026-11-01T00:00:00Z') }, ['CERTIFICATE_EXPIRED']],
      ['that is signed with SHA-1', { kind: 'RSA', hash: 'SHA-1' }, ['CERTIFICATE_SIGNATURE']],
    ] as const)
      it(`${what} cannot seal`, async () => {
        const { pem } = await certify(wanted);
        await assert.rejects(begin(pem), (error) => {
          assert.deepEqual(codesOf(error), codes);
          return true;
        });
      });

    it('that names nonRepudiation alone can seal', async () => {
      assert.equal((await register(await certify({ usages: KeyUsageFlags.nonRepudiation }))).state, 'active');
    });

    it('comes alone: a chain, a private key or nonsense is refused', async () => {
      const { pem, keyPem } = await certify();
      for (const text of [`${pem}${pem}`, keyPem, 'nonsense'])
        await assert.rejects(begin(text), { code: 'SEAL_CERTIFICATE_REFUSED' });
    });
  });

  describe('the states of a seal', () => {
    it('registered, active, suspended, active, revoked; each is in the history', async () => {
      const { fingerprint256, state } = await register(await certify(), { activate: false });
      assert.equal(state, 'registered');
      const states = [];
      for (const operation of ['activateSeal', 'suspendSeal', 'resumeSeal', 'revokeSeal'])
        states.push((await change(operation, fingerprint256)).state);
      assert.deepEqual(states, ['active', 'suspended', 'active', 'revoked']);
      const { history } = await change('consultSeal', fingerprint256);
      assert.deepEqual(
        history.map(({ event }) => event),
        ['registered', 'activated', 'suspended', 'resumed', 'revoked'],
      );
    });

    it('allow no other way', async () => {
      const { fingerprint256 } = await register(await certify(), { activate: false });
      for (const operation of ['suspendSeal', 'resumeSeal'])
        await assert.rejects(change(operation, fingerprint256), { code: 'SEAL_STATE' });
      await change('revokeSeal', fingerprint256);
      for (const operation of ['activateSeal', 'suspendSeal', 'resumeSeal'])
        await assert.rejects(change(operation, fingerprint256), { code: 'SEAL_STATE' });
    });

    it('begin with "registered" where the certificate begins later, and it is not activated before', async () => {
      const notBefore = new Date(scene.clock.nowAt + 3_600_000);
      const { fingerprint256, state } = await register(await certify({ notBefore }));
      assert.equal(state, 'registered');
      await assert.rejects(change('activateSeal', fingerprint256), { code: 'SEAL_STATE' });
      scene.clock.nowAt += 3_600_000;
      assert.equal((await change('activateSeal', fingerprint256)).state, 'active');
    });

    it('end with the certificate', async () => {
      const notAfter = new Date(scene.clock.nowAt + 3_600_000);
      const { fingerprint256 } = await register(await certify({ notAfter }));
      scene.clock.nowAt += 3_600_000;
      assert.equal((await change('consultSeal', fingerprint256)).state, 'expired');
      assert.equal(((await found(fingerprint256)) as { state: string }).state, 'expired');
    });

    it('are the operator’s own', async () => {
      const { fingerprint256 } = await register(await certify());
      for (const operation of ['consultSeal', 'revokeSeal'])
        await assert.rejects(change(operation, fingerprint256, { eori: express }), { code: 'SEAL_UNKNOWN' });
      await assert.rejects(change('revokeSeal', fingerprint256, { profiles: ['declarant'] }), {
        code: 'CALLER_NOT_ADMITTED',
      });
    });
  });

  it('a renewal replaces: both are used for the overlap, and then the new one alone', async () => {
    const before = await register(await certify());
    const { pem, key } = await certify();
    const given = await begin(pem, { replaces: before.fingerprint256 });
    const after = await prove(given, key, { overlapHours: 2 });
    assert.equal(after.replaces, before.fingerprint256);
    const states = async () =>
      Promise.all(
        [before, after].map(async ({ fingerprint256 }) => (await change('consultSeal', fingerprint256)).state),
      );
    assert.deepEqual(await states(), ['active', 'active']);
    scene.clock.nowAt += 2 * 3_600_000;
    assert.deepEqual(await states(), ['expired', 'active']);
  });

  it('a renewal of a seal that nobody has, or that was revoked, is refused', async () => {
    const { pem } = await certify();
    await assert.rejects(begin(pem, { replaces: '0'.repeat(64) }), { code: 'SEAL_UNKNOWN' });
    const { fingerprint256 } = await register(await certify());
    await change('revokeSeal', fingerprint256);
    await assert.rejects(begin(pem, { replaces: fingerprint256 }), { code: 'SEAL_STATE' });
  });

  it('no more challenges are open at once than somebody could answer', async () => {
    const as = { eori: 'NL0000000004' };
    const { pem } = await certify();
    for (let count = 0; count < 10; count += 1) await begin(pem, {}, as);
    await assert.rejects(begin(pem, {}, as), { code: 'SEAL_LIMIT' });
  });
});
