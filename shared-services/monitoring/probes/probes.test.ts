import assert from 'node:assert/strict';
import { Registry } from 'prom-client';
import { silentLogger } from '../../kit/logging.ts';
import { startProbes } from './probes.ts';

describe('probes', () => {
  it('say how each ended; one that fails keeps no other from running', async () => {
    const registry = new Registry();
    let broken = true;
    const probes = startProbes({
      probes: [
        {
          name: 'first',
          run: async () => {
            if (broken) throw new Error('refused');
          },
        },
        { name: 'second', run: async () => undefined },
      ],
      registry,
      intervalMs: 3_600_000,
      log: silentLogger(),
    });
    await probes.round();
    const figures = await registry.metrics();
    assert.match(figures, /probe_success\{probe="first"\} 0/);
    assert.match(figures, /probe_success\{probe="second"\} 1/);
    broken = false;
    await probes.round();
    assert.match(await registry.metrics(), /probe_success\{probe="first"\} 1/);
    assert.match(await registry.metrics(), /probe_runs_total\{probe="first",result="failed"\} 1/);
    await probes.stop();
  });
});
