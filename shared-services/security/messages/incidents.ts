/** Incidents: events of one kind from one source, and what people did about them. */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { id, kind, limit, person, reason, severity, step, words } from './common.ts';

const incidentState = words('Where it stands.', 'open', 'acknowledged', 'closed');
const sourceKind = words('What its events have in common.', 'partner', 'credential', 'address', 'platform');
const number = integer({ maximum: 1_000_000_000_000 });

export const incidentsWanted = element({
  state: optional(words('Only these; all that are not closed if not said.', 'open', 'acknowledged', 'closed', 'all')),
  kind: optional(kind),
  severity: optional(severity),
  source: optional(text({ maxLength: 300 })),
  from: optional(dateTime({ description: 'Seen after this moment.' })),
  order: optional(words('By what they are ordered; `seen` if not said.', 'seen', 'severity', 'opened')),
  page: optional(integer({ minimum: 1, maximum: 10_000 })),
  limit,
});

const incident = {
  incidentId: id,
  kind,
  sourceKind,
  source: text({ maxLength: 300, description: 'Partner, credential or address; an address is personal data.' }),
  severity,
  state: incidentState,
  openedAt: dateTime(),
  lastSeenAt: dateTime(),
  events: number,
  partners: number,
  credentials: number,
  addresses: number,
  acknowledgedBy: optional(person),
  closedBy: optional(person),
  closedAt: optional(dateTime()),
};
export const incidents = element({
  incident: optional(many(element(incident), 0, 500)),
  total: integer({ maximum: 1_000_000_000 }),
  more: flag(),
});
export const incidentWanted = element({ incidentId: id });
export const incidentChange = element({ incidentId: id, reason });
export const incidentView = element({
  ...incident,
  step: optional(many(step, 0, 1000)),
  response: optional(many(token({ maxLength: 36 }), 0, 200)),
});
