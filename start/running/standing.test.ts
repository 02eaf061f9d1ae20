/** What CCN2ng knows of who is barred when it starts while UUM&DS is away. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { systemClock } from '../../shared-services/kit/clock.ts';
import type { StandingNews } from '../../shared-services/kit/identity/standing.ts';
import { type ProofRows, rowsOf } from '../../shared-services/kit/identity/used-proofs.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { type TestComponents, testComponents } from '../../shared-services/kit/test-support/components.ts';
import { eventually } from '../../shared-services/kit/test-support/samples.ts';
import { openStanding } from './standing.ts';

const migrationsDirectory = join(import.meta.dirname, '../../platforms/ccn2ng/storage/migrations');

describe('standing at the start of CCN2ng', () => {
  let components: TestComponents;
  let told: ProofRows;
  before(async () => {
    components = await testComponents([{ name: 'ccn2ng', outbox: true, migrationsDirectory }]);
    told = rowsOf(components.poolOf('ccn2ng'));
  });
  after(() => components.drop());

  /** UUM&DS says this once, then nothing new; or it is away. */
  const open = (news?: StandingNews) => {
    let said = false;
    const carry = async () => {
      if (news === undefined) throw new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'Away.' });
      if (said) await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = said ? { revision: '1', whole: false } : news;
      said = true;
      return answer;
    };
    return openStanding('ccn2ng', {
      host: { carryFrom: () => carry } as never,
      settings: { PORTORIUM_STANDING_SECONDS: 10 } as never,
      ...{ clock: systemClock, log: silentLogger(), told },
    });
  };
  const kept = async () => JSON.stringify((await told.query('select bars from told_bars'))[0] ?? '');
  const bars = [
    { kind: 'party', id: 'BE', believed: false },
    { kind: 'certificate', id: 'ab', believed: false, until: '2020-01-01T00:00:00Z' },
  ] as const;

  it('admits nobody while UUM&DS is away and nothing was ever told', async () => {
    const standing = await open();
    assert.throws(() => standing.isBarred('party', 'NL'), { code: 'STANDING_UNKNOWN' });
    await standing.stop();
  });

  it('keeps what is told: who was barred is refused by a process that starts while UUM&DS is away', async () => {
    const before = await open({ revision: '1', whole: true, change: bars });
    await eventually('kept', async () => (await kept()).includes('BE'));
    await before.stop();
    const after = await open();
    assert.deepEqual([after.isBarred('party', 'BE'), after.isBarred('party', 'NL')], [true, false]);
    assert.equal(after.isBarred('certificate', 'ab'), false, 'what has ended by itself has ended');
    assert.throws(() => after.assert({ clientId: 'x' }), { code: 'STANDING_UNKNOWN' }, 'tokens need fresh news');
    await after.stop();
  });

  it('forgets what was lifted', async () => {
    const lifted = await open({ revision: '2', whole: true });
    await eventually('kept', async () => !(await kept()).includes('BE'));
    await lifted.stop();
    const after = await open();
    assert.equal(after.isBarred('party', 'BE'), false);
    await after.stop();
  });
});
