import { application, service } from '../../reference-architecture/contract/language.ts';
import { command, query } from './binding.ts';
import { acknowledgeRequest, alertReply, alertsQuery, alertsReply, silenceRequest } from './messages/alerts.ts';
import { namespace } from './messages/common.ts';
import {
  breakersQuery,
  breakersReply,
  certificatesQuery,
  certificatesReply,
  processesQuery,
  processesReply,
  queuesQuery,
  queuesReply,
} from './messages/inventory.ts';
import { metricsQuery, metricsReply, seriesQuery, seriesReply } from './messages/series.ts';
import { serviceHealthQuery, serviceHealthReply } from './messages/services.ts';
import { probesQuery, probesReply, trafficQuery, trafficReply } from './messages/traffic.ts';

const seriesRefusals = {
  METRIC_UNKNOWN: { status: 'notFound', title: 'No figures of this metric are kept.' },
  SERIES_RANGE_INVALID: {
    status: 'invalid',
    title: 'The end is not after the beginning, or there would be more than 5000 points.',
  },
  STATISTIC_INVALID: { status: 'invalid', title: 'A metric of this kind has no such statistic.' },
} as const;

/** Figures of every process, kept and judged: what the operators' console shows of the present and the last 90 days. */
export const contract = application({
  name: 'monitoring',
  platform: 'shared-services',
  title: 'Monitoring',
  description: 'Figures of every process, service levels, alerts, probes; kept for 90 days without any other product.',
  owner: 'Shared services: monitoring',
  version: '1.0.0',
  services: {
    Figures: service({
      title: 'Figures over time',
      serviceLevel: 'bronze',
      namespace,
      version: '1',
      operations: {
        consultSeries: query(
          'consultSeries',
          'Figures of a metric over time, in points of equal distance.',
          seriesQuery,
          seriesReply,
          '/series',
          seriesRefusals,
        ),
        listMetrics: query('listMetrics', 'Metrics whose figures are kept.', metricsQuery, metricsReply, '/metrics'),
      },
    }),
    Present: service({
      title: 'The platform at present',
      serviceLevel: 'bronze',
      namespace,
      version: '1',
      operations: {
        listServiceHealth: query(
          'listServiceHealth',
          'How each service does against what its class promises.',
          serviceHealthQuery,
          serviceHealthReply,
          '/services',
        ),
        consultTraffic: query(
          'consultTraffic',
          'Who talks to whom, how much of it and how well.',
          trafficQuery,
          trafficReply,
          '/traffic',
        ),
        listQueues: query(
          'listQueues',
          'What waits for whom, and for how long already.',
          queuesQuery,
          queuesReply,
          '/queues',
        ),
        listBreakers: query(
          'listBreakers',
          'Circuit breakers and their state.',
          breakersQuery,
          breakersReply,
          '/breakers',
        ),
        listCertificates: query(
          'listCertificates',
          'When certificates and revocation lists end.',
          certificatesQuery,
          certificatesReply,
          '/certificates',
        ),
        listProcesses: query(
          'listProcesses',
          'Processes, their version, load and connections.',
          processesQuery,
          processesReply,
          '/processes',
        ),
        listProbes: query('listProbes', 'How the synthetic probes ended.', probesQuery, probesReply, '/probes'),
      },
    }),
    Alerts: service({
      title: 'Alerts',
      serviceLevel: 'bronze',
      namespace,
      version: '1',
      operations: {
        listAlerts: query(
          'listAlerts',
          'Alerts that fire, are pending, or were resolved in the last week.',
          alertsQuery,
          alertsReply,
          '/alerts',
        ),
        silenceAlert: command(
          'silenceAlert',
          'Calls nobody for an alert for some time.',
          silenceRequest,
          alertReply,
          '/alerts/{alertId}/silence',
        ),
        acknowledgeAlert: command(
          'acknowledgeAlert',
          'Says that somebody has taken an alert on.',
          acknowledgeRequest,
          alertReply,
          '/alerts/{alertId}/acknowledgement',
        ),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
