/** What is sealed in the database (shared-services/kit/sealed). */
import type { Rule } from '../domain/rule.ts';
import { daySeconds, hourSeconds, minuteSeconds } from './service-levels.ts';

export const sealingRules: readonly Rule[] = [
  {
    alert: 'SealedValuesForeign',
    severity: 'page',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'portorium_sealing_foreign_values', by: ['platform'], pick: 'max' },
        is: 'above',
        limit: 0,
      },
    ],
    forSeconds: minuteSeconds,
    summary: 'values that no process of ours wrote stand where {{platform}} seals all',
    whatToDo:
      'Somebody wrote into the database by hand. The log of the platform names table and column; what is not sealed there is not believed, and reading it fails: a process that runs screens on with what it had, and does not start again until the rows are gone. Find out who had the rights, take the rows out or restore them from a backup, and look at all else that those rights reach.',
  },
  {
    alert: 'SealingLags',
    severity: 'ticket',
    conditions: [
      {
        term: { kind: 'gauge', metric: 'portorium_sealing_values_left', by: ['platform'], pick: 'max' },
        is: 'above',
        limit: 0,
      },
    ],
    forSeconds: hourSeconds,
    summary: 'values on {{platform}} are not sealed with the newest data key',
    whatToDo:
      'After an upgrade or `npx portorium keys rotate` they are sealed in the background within minutes. The log of the platform says why they are not; until then they can be read by whoever has the database, or the older key.',
  },
  {
    alert: 'SealingKeyOld',
    severity: 'ticket',
    conditions: [
      {
        term: {
          ...{ kind: 'gauge', metric: 'portorium_sealing_key_made_timestamp_seconds' },
          ...{ by: ['platform'], pick: 'min', fromNow: true },
        },
        is: 'below',
        limit: -400 * daySeconds,
      },
    ],
    forSeconds: hourSeconds,
    summary: 'the data key of {{platform}} is older than 400 days',
    whatToDo: '`npx portorium keys rotate` draws another; values are sealed anew in the background, nothing stops.',
  },
];
