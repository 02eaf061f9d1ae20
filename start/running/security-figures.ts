/** Figures of security events; apart, for the test that holds rules and boards against what there is. */
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../../shared-services/kit/metrics.ts';

export const securityFigures = (registry: Metrics['registry']) => {
  const registers = [registry];
  const noted = new Counter({
    name: 'portorium_security_events_total',
    help: 'Security events that the doors of the process have noted',
    labelNames: ['kind', 'severity'],
    registers,
  });
  const failed = new Counter({
    name: 'portorium_security_reports_failed_total',
    help: 'Times that security events could not be handed on; they wait, and some may be thrown away',
    registers,
  });
  return { noted, failed };
};

export const incidentsGauge = (registry: Metrics['registry']) =>
  new Gauge({
    name: 'portorium_security_incidents_open',
    help: 'Security incidents that are not closed, as this process was told last',
    labelNames: ['severity'],
    registers: [registry],
  });
