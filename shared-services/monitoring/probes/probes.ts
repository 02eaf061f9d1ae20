/** Calls the gateways as partners do, every minute, and says how it ended. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Logger } from '../../kit/logging.ts';
import { type Loop, startLoop } from '../../kit/loop.ts';

export interface Probe {
  /** `speed2ng-rest`: one of those that `listProbes` knows. */
  readonly name: string;
  /** Throws where a partner would be refused, or get no answer. */
  readonly run: () => Promise<void>;
}

export interface ProbesParts {
  readonly probes: readonly Probe[];
  readonly registry: Registry;
  readonly intervalMs: number;
  readonly log: Logger;
}

export interface Probes extends Loop {
  /** Each once, at once. */
  round(): Promise<void>;
}

const measures = (registry: Registry) => {
  const common = { labelNames: ['probe'], registers: [registry] };
  return {
    success: new Gauge({
      ...common,
      name: 'portorium_probe_success',
      help: 'Whether the probe last went well: 1 or 0',
    }),
    duration: new Gauge({ ...common, name: 'portorium_probe_duration_seconds', help: 'How long the probe last took' }),
    at: new Gauge({
      ...{ ...common, name: 'portorium_probe_last_run_timestamp_seconds' },
      help: 'When the probe last ran',
    }),
    runs: new Counter({
      ...{ registers: [registry], labelNames: ['probe', 'result'], name: 'portorium_probe_runs_total' },
      help: 'Runs of a probe, by how they ended',
    }),
  };
};

export const startProbes = ({ probes, registry, intervalMs, log }: ProbesParts): Probes => {
  const measured = measures(registry);

  const runOne = async ({ name: probe, run }: Probe) => {
    const sinceMs = performance.now();
    const reason = await run().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (reason !== undefined) log.warn({ err: reason, probe }, 'a probe failed');
    measured.success.set({ probe }, Number(reason === undefined));
    measured.duration.set({ probe }, (performance.now() - sinceMs) / 1000);
    measured.at.set({ probe }, Math.floor(Date.now() / 1000));
    measured.runs.inc({ probe, result: reason === undefined ? 'good' : 'failed' });
  };

  // One after the other: they measure the platform, not each other.
  const round = async () => {
    for (const probe of probes) await runOne(probe);
  };
  return { round, ...startLoop({ name: 'probes', intervalMs, work: round, log }) };
};
