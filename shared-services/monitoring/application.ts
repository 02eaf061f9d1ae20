import { implement } from '../kit/host/module.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { consultSeries } from './consult-series.ts';
import { consultTraffic } from './consult-traffic.ts';
import { contract } from './contract.ts';
import { startJudging } from './judging/judging.ts';
import { listAlerts } from './list-alerts.ts';
import { listBreakers } from './list-breakers.ts';
import { listCertificates } from './list-certificates.ts';
import { listMetrics } from './list-metrics.ts';
import { listProbes } from './list-probes.ts';
import { listProcesses } from './list-processes.ts';
import { listQueues } from './list-queues.ts';
import { listServiceHealth } from './list-service-health.ts';
import { silenceAlert } from './silence-alert.ts';

export default implement(contract, import.meta.dirname, ({ store, catalogue, clock, log }) => {
  const judging = startJudging({ store, clock, log });
  const { board } = judging;
  return {
    handlers: {
      consultSeries: consultSeries(store, clock),
      listMetrics: listMetrics(store),
      listServiceHealth: listServiceHealth(board, catalogue),
      consultTraffic: consultTraffic(board, catalogue),
      listQueues: listQueues(board),
      listBreakers: listBreakers(board),
      listCertificates: listCertificates(board),
      listProcesses: listProcesses(board),
      listProbes: listProbes(board),
      listAlerts: listAlerts(board),
      silenceAlert: silenceAlert({ store, judging }),
      acknowledgeAlert: acknowledgeAlert({ store, judging }),
    },
    // Without figures the platform starts all the same; the next round tries again.
    ready: () => judging.round().catch((error: unknown) => log.warn({ err: error }, 'no figures yet')),
    stop: () => judging.stop(),
  };
});
