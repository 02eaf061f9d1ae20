/** Security events: what is asked, what is told, and what processes hand on. */
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
import { address, credential, cursor, kind, limit, partner, severity } from './common.ts';

const platform = token({ maxLength: 40, description: 'Platform at whose door it happened.' });
const code = token({ maxLength: 100, description: 'Code of the refusal.' });
const conversationId = token({ maxLength: 64 });

const filters = {
  from: optional(dateTime({ description: 'From this moment on.' })),
  to: optional(dateTime({ description: 'Before this moment.' })),
  kind: optional(kind),
  severity: optional(severity),
  platform: optional(platform),
  partner: optional(partner),
  credential: optional(credential),
  address: optional(address),
  conversationId: optional(conversationId),
};
/** `severity`: this grave at least. */
export const eventsWanted = element({ ...filters, before: optional(cursor), limit });
export const exportWanted = element({ after: optional(cursor), severity: optional(severity), limit });

const event = element({
  id: token({ maxLength: 20 }),
  at: dateTime(),
  platform,
  kind,
  code,
  severity,
  count: integer({ minimum: 1, maximum: 1_000_000_000, description: 'The same within a second or so is one event.' }),
  partner: optional(partner),
  credential: optional(credential),
  address: optional(address),
  country: optional(token({ maxLength: 2, description: 'Country of the address, where a table says it.' })),
  protocol: optional(token({ maxLength: 20 })),
  operation: optional(token({ maxLength: 160 })),
  conversationId: optional(conversationId),
  detail: optional(text({ maxLength: 300 })),
});
export const events = element({ event: optional(many(event, 0, 500)), more: flag() });
export const exported = element({
  line: optional(many(text({ maxLength: 4000, description: 'An event as a line of JSON (NDJSON).' }), 0, 500)),
  next: token({ maxLength: 20, description: 'To be said as `after` in the next question.' }),
  more: flag(),
});

const counted = element({ kind, severity, count: integer({ maximum: 1_000_000_000_000 }) });
const source = element({
  platform,
  instance: token({ maxLength: 200 }),
  events: integer({ maximum: 1_000_000_000_000 }),
  dropped: integer({ maximum: 1_000_000_000_000, description: 'Thrown away by the process, for want of room.' }),
  lastSeenAt: dateTime(),
});
export const state = element({
  lastDay: optional(many(counted, 0, 200)),
  openIncidents: optional(many(element({ severity, count: integer({ maximum: 1_000_000_000 }) }), 0, 5)),
  responsesToDecide: integer({ maximum: 1_000_000_000 }),
  responsesInForce: integer({ maximum: 1_000_000_000 }),
  responsesNotApplied: integer({ maximum: 1_000_000_000, description: 'In force, and the gateways are not told yet.' }),
  countryNetworks: integer({
    maximum: 1_000_000_000,
    description: 'Networks whose country is known; 0 without a table.',
  }),
  source: optional(many(source, 0, 1000)),
});

const noted = element({
  at: dateTime({ description: 'When it happened first.' }),
  code,
  fault: optional(many(token({ maxLength: 60 }), 0, 5)),
  count: integer({ minimum: 1, maximum: 1_000_000_000 }),
  circle: optional(token({ maxLength: 20 })),
  partner: optional(partner),
  credential: optional(credential),
  // Between platforms: who reads it later is recorded.
  address: optional(text({ maxLength: 60, description: 'Address of the sender.' })),
  protocol: token({ maxLength: 20 }),
  operation: optional(token({ maxLength: 160 })),
  conversationId: optional(conversationId),
});
const traffic = element({
  minute: dateTime({ description: 'Beginning of the minute.' }),
  partner,
  network: optional(text({ maxLength: 60, description: 'Network from which it came: /24 or /48.' })),
  count: integer({ minimum: 1, maximum: 1_000_000_000 }),
});
export const report = element({
  instance: token({ maxLength: 200, description: 'The process that hands on.' }),
  batch: integer({ maximum: 1_000_000_000_000, description: 'Counts up; the same in every repetition.' }),
  dropped: integer({ maximum: 1_000_000_000_000 }),
  event: optional(many(noted, 0, 2000)),
  traffic: optional(many(traffic, 0, 5000)),
});
export const reported = element({
  taken: integer({ maximum: 10_000 }),
  openIncident: optional(many(element({ severity, count: integer({ maximum: 1_000_000_000 }) }), 0, 5)),
});
