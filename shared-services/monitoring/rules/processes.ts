/** Processes, their database, their certificates, and the probes. */
import type { Rule } from '../domain/rule.ts';
import { sealingRules } from './sealing.ts';
import { daySeconds, hourSeconds, minuteSeconds } from './service-levels.ts';

const ending = (alert: string, days: number, severity: Rule['severity'], forSeconds: number, left: string): Rule => ({
  ...{ alert, severity, forSeconds },
  conditions: [
    {
      term: {
        ...{ kind: 'gauge', metric: 'portorium_certificate_expires_timestamp_seconds' },
        ...{ by: ['platform', 'certificate'], pick: 'min', fromNow: true },
      },
      is: 'below',
      limit: days * daySeconds,
    },
  ],
  summary: `{{certificate}} of {{platform}} ends in less than a ${left}`,
  whatToDo:
    'Certificates of the development authority are renewed by themselves: see why this one was not (log, `npm run certificates -- list`). One of another authority: have it issued anew and put it into the folder; no restart is needed.',
});

export const processRules: readonly Rule[] = [
  {
    alert: 'PlatformDown',
    severity: 'page',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'up', where: { job: 'portorium' }, by: ['instance'], pick: 'max' },
        is: 'equal',
        limit: 0,
      },
    ],
    forSeconds: minuteSeconds,
    summary: '{{instance}} does not answer',
    whatToDo: 'Start it again; its log says why it ended. What was acknowledged is committed, and goes on by itself.',
  },
  {
    alert: 'OperationsFail',
    severity: 'ticket',
    conditions: [
      {
        term: {
          ...{ kind: 'share', metric: 'portorium_operation_duration_seconds_count', of: { result: 'failed' } },
          ...{ by: ['operation'], windowSeconds: 5 * minuteSeconds },
        },
        is: 'above',
        limit: 0.01,
      },
    ],
    forSeconds: 5 * minuteSeconds,
    summary: 'more than one call in a hundred of {{operation}} fails on our side',
    whatToDo: 'The log has each failure with its conversation: find what they have in common.',
  },
  {
    alert: 'EventLoopLags',
    severity: 'ticket',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'nodejs_eventloop_lag_p99_seconds', by: ['platform'], pick: 'max' },
        is: 'above',
        limit: 0.25,
      },
    ],
    forSeconds: 5 * minuteSeconds,
    summary: 'the process of {{platform}} is held up for more than a quarter of a second at a time',
    whatToDo: 'See its processor time and traffic: give it more processors, or run more of it.',
  },
  {
    alert: 'DatabaseConnectionsShort',
    severity: 'ticket',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'portorium_database_waiting', by: ['platform', 'component'], pick: 'max' },
        is: 'above',
        limit: 5,
      },
    ],
    forSeconds: 2 * minuteSeconds,
    summary: '{{component}} waits for connections to the database',
    whatToDo:
      'See how long its transactions take: a slow disk, a lock that somebody holds, or more load than there was.',
  },
  {
    alert: 'SettingsNotAgreed',
    severity: 'ticket',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'portorium_settings_not_agreed', by: ['platform'], pick: 'max' },
        is: 'above',
        limit: 0,
      },
    ],
    forSeconds: minuteSeconds,
    summary: '{{platform}} runs with dangerous settings to which no two people have agreed',
    whatToDo:
      'GET /rest/v1/governance/configuration names them. Have two people agree to the value, or set it back and start the process again.',
  },
  {
    alert: 'ProbeFails',
    severity: 'page',
    conditions: [
      { term: { kind: 'gauge', metric: 'portorium_probe_success', by: ['probe'], pick: 'min' }, is: 'equal', limit: 0 },
    ],
    forSeconds: 3 * minuteSeconds,
    summary: 'the probe {{probe}} fails: partners who do the same fail too',
    whatToDo: 'The list of probes says how it failed. Look at the gateway it goes through, then at what stands behind.',
  },
  ending('CertificateEndsInAWeek', 7, 'page', 10 * minuteSeconds, 'week'),
  ending('CertificateEndsInAMonth', 29, 'ticket', hourSeconds, 'month, and was not renewed by itself'),
  {
    alert: 'RevocationListLate',
    severity: 'page',
    conditions: [
      {
        term: {
          ...{ kind: 'gauge', metric: 'portorium_revocation_list_next_update_timestamp_seconds' },
          ...{ by: ['platform', 'authority'], pick: 'min', fromNow: true },
        },
        is: 'below',
        limit: 0,
      },
    ],
    forSeconds: 5 * minuteSeconds,
    summary: 'the revocation list that {{platform}} has of {{authority}} is late',
    whatToDo:
      'When its grace is over, certificates of this authority are refused: platforms/uumds/certificate-authority/revocation-policy.md says what to do.',
  },
  {
    alert: 'SigningKeyOverdue',
    severity: 'ticket',
    conditions: [
      {
        term: {
          ...{ kind: 'gauge', metric: 'portorium_signing_key_renewal_due_timestamp_seconds' },
          ...{ by: ['platform', 'key'], pick: 'min', fromNow: true },
        },
        is: 'below',
        limit: 0,
      },
    ],
    forSeconds: hourSeconds,
    summary: 'the key of {{key}} of {{platform}} signs longer than it should',
    whatToDo:
      'Keys in the data folder are replaced by themselves every 90 days: see in the log why this one was not. In a folder that you keep (PORTORIUM_RECEIPT_KEYS, PORTORIUM_AUDIT_KEYS) put the next one in, a day before it is to sign; leave the old one there.',
  },
  ...sealingRules,
];
