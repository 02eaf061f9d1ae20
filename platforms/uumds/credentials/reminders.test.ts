import assert from 'node:assert/strict';
import { createHash, sign, X509Certificate } from 'node:crypto';
import { createEmitter } from '../../../shared-services/kit/store/emitter.ts';
import { remindOfEnds } from './remind-of-ends.ts';
import { type Certified, certify } from './test-support/certificates.ts';
import { express, parcels, type Scene, startScene } from './test-support/scene.ts';

const dayMs = 86_400_000;

describe('credentials that end soon', () => {
  let scene: Scene;
  let startedMs: number;
  before(async () => {
    scene = await startScene();
    startedMs = scene.clock.nowMs();
  });
  after(() => scene.stop());

  const inDays = (days: number) => new Date(startedMs + days * dayMs);
  const time = (date: Date) => date.toISOString().replace(/\.\d+/, '');
  const seal = async ({ pem, key }: Certified, replaces?: string) => {
    const of = replaces === undefined ? {} : { replaces };
    const { challengeId, challenge } = await scene.asOperator<{ challengeId: string; challenge: string }>(
      'beginSealRegistration',
      { certificate: pem, ...of },
    );
    const signature = sign('sha256', Buffer.from(challenge), key).toString('base64');
    const proof = { challengeId, algorithm: 'ES256', signature, overlapHours: 720 };
    return scene.asOperator<{ fingerprint256: string }>('completeSealRegistration', proof);
  };
  const remind = () => {
    const store = scene.host.storeOf('credentials');
    return remindOfEnds({ store, clock: scene.clock, emitterFor: (of) => createEmitter(of, () => []) })();
  };
  /** What is told when so many days have gone by. */
  const toldAfter = async (days: number) => {
    const earlier = await all();
    scene.clock.nowAt = startedMs + days * dayMs;
    await Promise.all([remind(), remind()]);
    return (await all()).slice(earlier.length);
  };
  const all = async () => {
    const rows = await scene.query<{ recipient: string; content: string }>(
      `select recipient, content from outbox where name = 'credentials.CredentialEnding' order by id`,
    );
    return rows.map(({ recipient, content }) => ({ recipient, ...JSON.parse(content) }) as Record<string, string>);
  };

  it('are told to their operator 30 days, 7 days and a day before, each once', async () => {
    const certified = await certify({ notBefore: inDays(-1), notAfter: inDays(100) });
    const { fingerprint256 } = await seal(certified);
    const { clientId } = await scene.register({ validUntil: time(inDays(100)) }, { eori: express });
    assert.deepEqual(await toldAfter(69), []);
    const first = await toldAfter(71);
    assert.deepEqual(
      first
        .map(({ recipient, kind, fingerprint256: of, clientId: client }) => [recipient, kind, of ?? client])
        .toSorted(),
      [
        [parcels, 'seal', fingerprint256],
        [express, 'apiClient', clientId],
      ].toSorted(),
    );
    assert.equal(first[0]?.['endsAt']?.slice(0, 10), time(inDays(100)).slice(0, 10));
    assert.deepEqual(await toldAfter(80), [], 'not again');
    assert.equal((await toldAfter(94)).length, 2);
    assert.equal((await toldAfter(99.5)).length, 2);
    assert.deepEqual(await toldAfter(101), []);
  });

  it('are told of the certificate of a system, by the name under which it is known', async () => {
    startedMs = scene.clock.nowMs();
    const { pem } = await certify({ notBefore: inDays(-1), notAfter: inDays(60) });
    const authentication = 'self_signed_tls_client_auth';
    const { clientId } = await scene.register({
      authentication,
      certificate: pem,
      jwks: undefined,
      validUntil: time(inDays(300)),
    });
    const told = await toldAfter(59.5);
    const fingerprint256 = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
    assert.deepEqual(
      told.map(({ kind, clientId: of, fingerprint256: print }) => [kind, of, print]),
      [['apiClientCertificate', clientId, fingerprint256]],
      'once, where nobody looked in time',
    );
  });

  it('are not told of what is revoked, or has a successor', async () => {
    startedMs = scene.clock.nowMs();
    const old = await seal(await certify({ notBefore: inDays(-1), notAfter: inDays(40) }));
    await seal(await certify({ notBefore: inDays(-1), notAfter: inDays(400) }), old.fingerprint256);
    const { clientId } = await scene.register({ validUntil: time(inDays(40)) });
    await scene.asOperator('revokeApiClient', { clientId });
    assert.deepEqual(await toldAfter(20), []);
  });
});
