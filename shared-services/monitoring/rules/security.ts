/** What is told of security. */
import type { Rule } from '../domain/rule.ts';
import { minuteSeconds } from './service-levels.ts';

const incidents = (alert: string, is: readonly string[], severity: Rule['severity'], forSeconds: number): Rule[] =>
  is.map((grave) => ({
    ...{ alert: `${alert}${grave[0]!.toUpperCase()}${grave.slice(1)}`, severity, forSeconds },
    conditions: [
      {
        term: {
          ...{ kind: 'gauge', metric: 'portorium_security_incidents_open', where: { severity: grave } },
          ...{ by: ['severity'], pick: 'max' },
        },
        is: 'above',
        limit: 0,
      },
    ],
    summary: `an incident of the severity {{severity}} is open`,
    whatToDo:
      'GET /rest/v1/security/incidents?order=severity. Acknowledge it, look at its events, and propose a response where it is needed; close it with what it was. In an emergency one officer can block for 15 minutes.',
  }));

export const securityRules: readonly Rule[] = [
  ...incidents('SecurityIncident', ['high', 'critical'], 'page', 0),
  {
    alert: 'SecurityEventsNotTaken',
    severity: 'ticket',
    conditions: [
      {
        term: {
          ...{ kind: 'increase', metric: 'portorium_security_reports_failed_total' },
          ...{ by: ['platform'], windowSeconds: 5 * minuteSeconds },
        },
        is: 'above',
        limit: 3,
      },
    ],
    forSeconds: 5 * minuteSeconds,
    summary: 'the security events of {{platform}} are not taken; they wait, and some may be thrown away',
    whatToDo:
      'See that the shared services run and reach their database. Filings go on meanwhile. GET /rest/v1/security/state tells what was lost.',
  },
];
