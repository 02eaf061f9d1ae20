import assert from 'node:assert/strict';
import { silentLogger } from '../logging.ts';
import { eventually } from '../test-support/samples.ts';
import { createStanding, type Standing, type StandingNews, type WatchStanding } from './standing.ts';

const token = { clientId: 'system', subject: 'somebody', sessionId: 'session', issuedAtMs: 10_000 };
const codeOf = (work: () => void): string => {
  try {
    work();
    return 'believed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the standing that a gateway keeps', () => {
  const clock = { atMs: 1_000_000, nowMs: () => clock.atMs };
  let standing: Standing;
  let asked: (string | undefined)[];
  /** Answers the question that waits. */
  let answer: (news: StandingNews | Error) => void;

  const watch: WatchStanding = (since) => {
    asked.push(since);
    const { promise, resolve, reject } = Promise.withResolvers<StandingNews>();
    answer = (news) => (news instanceof Error ? reject(news) : resolve(news));
    return promise;
  };
  /** Answers, and waits until the next question. */
  const tell = async (news: Partial<StandingNews> | Error) => {
    const { length } = asked;
    answer(news instanceof Error ? news : { revision: '1', whole: false, ...news });
    await eventually('the next question', () => asked.length > length);
  };
  const start = () => {
    asked = [];
    standing = createStanding({ watch, clock, log: silentLogger(), maxAgeMs: 10_000, retryMs: 1 });
  };

  beforeEach(start);
  afterEach(() => standing.stop());

  const ofToken = (more = {}) => codeOf(() => standing.assert({ token: { ...token, ...more } }));

  it('believes nobody before the first news', async () => {
    assert.equal(ofToken(), 'STANDING_UNKNOWN');
    await tell({ whole: true });
    assert.equal(ofToken(), 'believed');
  });

  it('refuses a client, a session, a seal that may not be believed, and believes the others', async () => {
    await tell({
      whole: true,
      change: [
        { kind: 'client', id: 'lost', believed: false },
        { kind: 'session', id: 'over', believed: false },
        { kind: 'subject', id: 'left', believed: false },
        { kind: 'seal', id: 'ab', believed: false },
      ],
    });
    assert.equal(ofToken({ clientId: 'lost' }), 'TOKEN_REVOKED');
    assert.equal(ofToken({ sessionId: 'over' }), 'TOKEN_REVOKED');
    assert.equal(ofToken({ subject: 'left' }), 'TOKEN_REVOKED');
    assert.equal(
      codeOf(() => standing.assert({ clientId: 'lost' })),
      'TOKEN_REVOKED',
    );
    assert.equal(
      codeOf(() => standing.assert({ fingerprint256: 'ab' })),
      'SEAL_WITHDRAWN',
    );
    assert.deepEqual(
      [
        ofToken(),
        codeOf(() => standing.assert({ clientId: 'system' })),
        codeOf(() => standing.assert({ fingerprint256: 'cd' })),
      ],
      ['believed', 'believed', 'believed'],
    );
  });

  it('refuses whatever two people have barred: clients, accounts, certificates to which tokens are bound; until then', async () => {
    const digest = Buffer.alloc(32, 0xab);
    const bound = { confirmation: { certificateThumbprint: digest.toString('base64url') } };
    const fingerprint = digest
      .toString('hex')
      .toUpperCase()
      .replaceAll(/(..)(?!$)/g, '$1:');
    const until = new Date(clock.atMs + 5000).toISOString();
    await tell({
      whole: true,
      change: [
        { kind: 'barred-client', id: 'lost', believed: false },
        { kind: 'barred-account', id: 'left', believed: false },
        { kind: 'certificate', id: fingerprint, believed: false },
        { kind: 'party', id: 'BE', believed: false, until },
      ],
    });
    const refused = [{ clientId: 'lost' }, { subject: 'left' }, bound].map(ofToken);
    assert.deepEqual(refused, ['TOKEN_REVOKED', 'TOKEN_REVOKED', 'TOKEN_REVOKED']);
    const alone = [{ clientId: 'lost' }, { fingerprint256: fingerprint }].map((one) =>
      codeOf(() => standing.assert(one)),
    );
    assert.deepEqual(alone, ['TOKEN_REVOKED', 'SEAL_WITHDRAWN']);
    assert.deepEqual(
      [ofToken(), standing.isBarred('party', 'BE'), standing.isBarred('party', 'DE')],
      ['believed', true, false],
    );
    clock.atMs += 5000;
    assert.equal(standing.isBarred('party', 'BE'), false, 'it is over');
    await tell({ revision: '2', whole: true });
    assert.equal(ofToken({ clientId: 'lost' }), 'believed');
  });

  it('tells what is issued since from what was before', async () => {
    const change = [{ kind: 'client', id: 'system', believed: true, issuedBefore: '1970-01-01T00:00:10Z' }] as const;
    await tell({ whole: true, change });
    assert.deepEqual([ofToken({ issuedAtMs: 9_000 }), ofToken({ issuedAtMs: 10_000 })], ['TOKEN_REVOKED', 'believed']);
  });

  it('takes changes upon what it has, and everything in its place', async () => {
    await tell({ whole: true, change: [{ kind: 'client', id: 'system', believed: false }] });
    await tell({ revision: '2', change: [{ kind: 'client', id: 'other', believed: false }] });
    assert.equal(ofToken(), 'TOKEN_REVOKED');
    await tell({ revision: '3', change: [{ kind: 'client', id: 'system', believed: true }] });
    assert.deepEqual([ofToken(), ofToken({ clientId: 'other' })], ['believed', 'TOKEN_REVOKED']);
    await tell({ revision: '4', whole: true });
    assert.equal(ofToken({ clientId: 'other' }), 'believed');
    assert.deepEqual(asked, [undefined, '1', '2', '3', '4']);
  });

  it('is not believed when it is older than the bound, to the millisecond, and again with the next news', async () => {
    await tell({ whole: true });
    clock.atMs += 10_000;
    assert.equal(ofToken(), 'believed');
    clock.atMs += 1;
    assert.equal(ofToken(), 'STANDING_UNKNOWN');
    // The answer to a question from before the bound says how it was then, and not later.
    await tell({});
    assert.equal(ofToken(), 'STANDING_UNKNOWN');
    await tell({});
    assert.equal(ofToken(), 'believed');
  });

  it('asks again after failures, from where it was', async () => {
    await tell({ whole: true, revision: '7' });
    await tell(new Error('away'));
    await tell(new Error('away'));
    await tell({ revision: '8', change: [{ kind: 'client', id: 'system', believed: false }] });
    assert.equal(ofToken(), 'TOKEN_REVOKED');
    assert.deepEqual(asked, [undefined, '7', '7', '7', '8']);
  });

  it('is not believed while the clock is behind the last news', async () => {
    await tell({ whole: true });
    clock.atMs -= 3_600_000;
    assert.equal(ofToken(), 'STANDING_UNKNOWN');
    clock.atMs += 3_600_000;
  });

  it('ends while it waits', async () => {
    await tell({ whole: true });
    await standing.stop();
  });
});
