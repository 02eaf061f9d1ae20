import assert from 'node:assert/strict';
import { isNeeded, type Kept, outlived } from './retention.ts';

const dayMs = 86_400_000;
const nowMs = 100 * dayMs;
const backup = (ageDays: number, beginsAt = '0/3000028'): Kept => ({
  id: `age-${ageDays}`,
  completedAtMs: nowMs - ageDays * dayMs,
  timeline: 1,
  beginsAt,
  segmentBytes: 16 * 1024 * 1024,
});

describe('backups that are kept', () => {
  const retention = { keepMs: 14 * dayMs, atLeast: 2 };

  it('are those by which every moment of the time of retention can be restored', () => {
    const backups = [1, 7, 13, 15, 20, 30].map((age) => backup(age));
    assert.deepEqual(outlived(backups, retention, nowMs), ['age-20', 'age-30']);
  });

  it('are never fewer than the newest two', () => {
    assert.deepEqual(outlived([backup(50), backup(60), backup(70)], retention, nowMs), ['age-70']);
    assert.deepEqual(outlived([], retention, nowMs), []);
  });

  it('need the log from where the first of them begins', () => {
    const kept = [backup(1, '0/9000028'), backup(2, '0/5000028')];
    assert.equal(isNeeded('000000010000000000000004', kept), false);
    assert.equal(isNeeded('000000010000000000000005', kept), true);
    assert.equal(isNeeded('000000020000000000000009', kept), true);
    assert.equal(isNeeded('000000010000000000000001', []), true);
  });
});
