/** What needs somebody. */
import {
  element,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { count, figure, instantMs, label, name, namespace, readAtMs } from './common.ts';

const state = token({ maxLength: 10, pattern: 'pending|firing|resolved' });
const severity = token({
  maxLength: 10,
  pattern: 'page|ticket',
  description: 'page: somebody now; ticket: in working hours.',
});
const alertId = token({
  maxLength: 64,
  pattern: '[a-z0-9-]+',
  description: 'The same as long as the same thing is wrong.',
});

export const alertsQuery = message(
  'AlertsQuery',
  namespace,
  'Which alerts',
  element({
    state: optional(state),
    severity: optional(severity),
    alert: optional(name('Name of the rule.')),
    limit: optional(integer({ minimum: 1, maximum: 1000, description: 'At most so many; 200 if left out.' })),
  }),
);

const alert = element(
  {
    alertId,
    alert: name('Name of the rule.'),
    state,
    severity,
    label: optional(many(label, 0, 10)),
    value: optional(figure('What the rule measured last.')),
    summary: text({ maxLength: 300 }),
    whatToDo: text({ maxLength: 500 }),
    runbook: text({ maxLength: 200, description: 'Place in the runbook.' }),
    sinceMs: instantMs('Since when the condition holds.'),
    firingSinceMs: optional(instantMs('Since when it fires.')),
    resolvedAtMs: optional(instantMs('Since when it holds no longer.')),
    acknowledgedBy: optional(text({ maxLength: 300 })),
    acknowledgedAtMs: optional(instantMs('When somebody took it on.')),
    note: optional(text({ maxLength: 500 })),
    silencedUntilMs: optional(instantMs('Nobody is called before.')),
    silencedBy: optional(text({ maxLength: 300 })),
    silenceReason: optional(text({ maxLength: 500 })),
  },
  { typeName: 'alert' },
);

export const alertsReply = message(
  'AlertList',
  namespace,
  'Alerts, the most urgent first',
  element({
    readAtMs,
    firing: count('Alerts that fire, silenced ones included.'),
    pending: count('Conditions that hold, not yet long enough.'),
    silenced: count('Of those that fire, silenced.'),
    alert: optional(many(alert, 0, 1000)),
  }),
);

export const silenceRequest = message(
  'AlertSilence',
  namespace,
  'Silence of an alert',
  element({
    alertId,
    minutes: integer({ minimum: 0, maximum: 10_080, description: 'For how long from now; 0 ends the silence.' }),
    reason: text({ maxLength: 500 }),
  }),
);

export const acknowledgeRequest = message(
  'AlertAcknowledgement',
  namespace,
  'Somebody takes an alert on',
  element({ alertId, note: optional(text({ maxLength: 500 })) }),
);

export const alertReply = message('Alert', namespace, 'The alert as it stands now', alert);
