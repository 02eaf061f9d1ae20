/** What waits too long, was given up, or is not reached. */
import type { Rule } from '../domain/rule.ts';
import { minuteSeconds } from './service-levels.ts';

const oldest = (priority: 'A' | 'B' | 'C', limit: number, severity: Rule['severity']): Rule => ({
  alert: 'OldestMessageWaits',
  severity,
  conditions: [
    {
      term: {
        ...{ kind: 'gauge', metric: 'portorium_queue_oldest_seconds', where: { priority } },
        ...{ by: ['component', 'subscriber', 'priority'], pick: 'max' },
      },
      is: 'above',
      limit,
    },
  ],
  forSeconds: 2 * minuteSeconds,
  summary: `messages of {{component}} to {{subscriber}} (priority {{priority}}) have waited for more than ${limit / 60} minutes`,
  whatToDo:
    'See whether the subscriber runs and answers, and whether the breaker to its platform is open. last_error in the outbox of the component says what it was refused for. Nothing is lost: what waits is delivered when the subscriber is back.',
});

const oldestForPartner = (priority: 'A' | 'B' | 'C', limit: number, severity: Rule['severity']): Rule => ({
  alert: 'OldestMessageForPartnerWaits',
  severity,
  conditions: [
    {
      term: {
        ...{ kind: 'gauge', metric: 'portorium_exchange_oldest_seconds', where: { priority } },
        ...{ by: ['member_state', 'priority'], pick: 'max' },
      },
      is: 'above',
      limit,
    },
  ],
  forSeconds: 5 * minuteSeconds,
  summary: `messages for {{member_state}} (priority {{priority}}) have waited for more than ${limit / 60} minutes`,
  whatToDo:
    'Where it is pushed to: see the breaker of the Member State and how pushes end. Where it pulls: it does not fetch; tell its service desk. Assessments are concluded without it when its time is over.',
});

/** Told before operators ask: what they change of a system is felt by gateways at once, by the sign-in only when it is carried. */
const notCarried: Rule = {
  alert: 'ApiClientsNotCarriedOver',
  severity: 'ticket',
  conditions: [
    {
      term: { kind: 'gauge', metric: 'portorium_registrar_oldest_seconds', by: ['platform'], pick: 'max' },
      is: 'above',
      limit: 2 * minuteSeconds,
    },
  ],
  forSeconds: minuteSeconds,
  summary: 'changes of API clients have not reached Keycloak for more than two minutes',
  whatToDo:
    'See whether Keycloak runs, and whether its client portorium-registrar has the key of PORTORIUM_KEYCLOAK_REGISTRAR_KEY and its rights. fault in the table keycloak_client of credentials says which client Keycloak does not take, and why. Suspended and revoked systems are refused by the gateways all the same; new systems and new keys get no tokens until then.',
};

const notHeard: Rule = {
  alert: 'SignOutsNotHeard',
  severity: 'ticket',
  conditions: [
    {
      term: { kind: 'gauge', metric: 'portorium_sign_outs_heard_age_seconds', by: ['platform'], pick: 'max' },
      is: 'above',
      limit: 30,
    },
  ],
  forSeconds: minuteSeconds,
  summary: 'nothing has been heard of sign-outs at Keycloak for more than 30 seconds',
  whatToDo:
    'See whether Keycloak runs, and whether its client portorium-registrar has its key and may read events. Until they are heard, who signs out there, or is closed there, can go on with the access token for its five minutes. Sessions that must end at once are barred at the console.',
};

export const queueRules: readonly Rule[] = [
  notCarried,
  notHeard,
  oldest('A', 2 * minuteSeconds, 'page'),
  oldest('B', 5 * minuteSeconds, 'page'),
  oldest('C', 15 * minuteSeconds, 'ticket'),
  oldestForPartner('A', 10 * minuteSeconds, 'page'),
  oldestForPartner('B', 30 * minuteSeconds, 'ticket'),
  oldestForPartner('C', 60 * minuteSeconds, 'ticket'),
  {
    alert: 'DeadLetters',
    severity: 'ticket',
    conditions: [
      {
        term: {
          ...{ kind: 'gauge', metric: 'portorium_dead_letters', by: ['component', 'subscriber'], pick: 'max' },
        },
        is: 'above',
        limit: 0,
      },
    ],
    forSeconds: 0,
    summary: 'messages of {{component}} to {{subscriber}} were given up',
    whatToDo: 'Read why (Lost messages in the console), mend it, and have them sent again or closed.',
  },
  {
    alert: 'RiskAnalysesOverdue',
    severity: 'page',
    conditions: [
      { term: { kind: 'gauge', metric: 'portorium_analyses_overdue', by: [], pick: 'max' }, is: 'above', limit: 0 },
    ],
    forSeconds: minuteSeconds,
    summary: 'registered filings wait for their risk analysis past its deadline',
    whatToDo:
      'See whether risk-analysis runs, and why it refuses (log of entry). Filings go on being registered, and are analysed when it is back.',
  },
  {
    alert: 'BreakerOpen',
    severity: 'page',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'portorium_breaker_state', by: ['platform', 'target'], pick: 'max' },
        is: 'equal',
        limit: 2,
      },
    ],
    forSeconds: 2 * minuteSeconds,
    summary: '{{platform}} does not reach {{target}}',
    whatToDo:
      'See whether the target runs, and whether name, network and certificates between the two are as they should be. The breaker closes by itself when a call succeeds.',
  },
];
