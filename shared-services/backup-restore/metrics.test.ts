import assert from 'node:assert/strict';
import { Registry } from 'prom-client';
import { startTestApplication, type TestApplication } from '../kit/test-support/application.ts';
import application from './application.ts';
import { measureRecovery } from './metrics.ts';

describe('figures of backup and archive', () => {
  let scene: TestApplication;
  before(async () => {
    scene = await startTestApplication(application);
  });
  after(() => scene.stop());

  it('say nothing of what was never set up, and the lag of what was', async () => {
    const registry = new Registry();
    measureRecovery(registry, scene.host.storeOf('backup-restore'), scene.clock);
    assert.match(await registry.metrics(), /^portorium_backup_configured 0$/m);
    assert.doesNotMatch(await registry.metrics(), /^portorium_backup_archive_lag_seconds \d/m);
    await scene.query(
      `insert into keeper (seen_at, state, synchronous, wished_synchronous, place, lag_bytes, lag_since)
       values (to_timestamp($1::numeric / 1000), 'failing', false, true, 'a folder', 5000, to_timestamp($1::numeric / 1000 - 40))`,
      [scene.clock.nowMs()],
    );
    const text = await registry.metrics();
    assert.match(text, /^portorium_backup_archive_lag_seconds 40$/m);
    assert.match(text, /^portorium_backup_synchronous 0$/m);
    assert.match(text, /^portorium_backup_synchronous_wished 1$/m);
  });
});
