/**
 * `npm run test:monitoring`: what Prometheus itself says of the metrics and the rules. Needs promtool: Debian's package
 * `prometheus` brings it (`apt-get install prometheus`), or PROMTOOL names it.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { measureExchange } from '../../../platforms/ccn2ng/exchange/push/measure.ts';
import { measureEndings } from '../../kit/identity/expiry.ts';
import { silentLogger } from '../../kit/logging.ts';
import { createMetrics } from '../../kit/metrics.ts';
import type { Store } from '../../kit/store/store.ts';
import { startProbes } from '../probes/probes.ts';

const promtool = process.env['PROMTOOL'] ?? 'promtool';
const root = join(import.meta.dirname, '../../..');

const run = (arguments_: readonly string[], input = ''): void => {
  const { status, stdout, stderr, error } = spawnSync(promtool, arguments_, { cwd: root, input, encoding: 'utf8' });
  assert.equal(error, undefined, 'promtool is missing: apt-get install prometheus');
  assert.equal(status, 0, `${stdout}${stderr}`);
};

/** Every metric that a platform may have, each with a figure. */
const allMetrics = async (): Promise<string> => {
  const metrics = createMetrics('test');
  metrics.operations.start('entry.fileIE3F32', 'untrusted').end('refused');
  metrics.request('rest', 'entry.fileIE3F32', '201', 0.02);
  metrics.turnedAway('party');
  metrics.queue('entry', 'ccn2ng', async () => ({
    levels: [{ priority: 'A', depth: 1, oldestSeconds: 2 }],
    deadLetters: 1,
  }));
  metrics.breaker('cdco', () => 'closed');
  metrics.calls.delivered('entry', 'ccn2ng', 'taken', 1);
  metrics.database.transaction('entry', 'committed', 0.01);
  metrics.database.pool('entry', { totalCount: 1, idleCount: 1, waitingCount: 0, options: { max: 10 } });
  metrics.database.size(async () => 1);
  measureEndings(metrics.registry, () => [{ kind: 'certificate', name: 'service cdco', atMs: 1 }]);
  measureExchange(metrics.registry, { query: async () => [] } as unknown as Store);
  const probe = { name: 'speed2ng-rest', run: async () => undefined };
  const probes = startProbes({
    probes: [probe],
    registry: metrics.registry,
    intervalMs: 3_600_000,
    log: silentLogger(),
  });
  await probes.round();
  await probes.stop();
  return metrics.registry.metrics();
};

describe('Prometheus', () => {
  it('has nothing to say against the metrics', async () => run(['check', 'metrics'], await allMetrics()));

  it('has nothing to say against the rules, nor against what scrapes', () => {
    run(['check', 'rules', '--lint-fatal', 'deploy/prometheus/alerts.yml']);
    run(['check', 'config', '--syntax-only', 'deploy/prometheus/prometheus.yml']);
  });

  it('fires as the rules mean it', () =>
    run(['test', 'rules', 'shared-services/monitoring/interop/rules.promtool.yml']));
});
