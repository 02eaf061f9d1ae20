/** A record as it is told, and what may be asked of many. */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:audit:1';

/** Transaction and number in it: where a record stands, before and after it is sealed. */
export const position = (description: string) => token({ maxLength: 41, pattern: '\\d{1,20}-\\d{1,20}', description });

export const milliseconds = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

export const leafNumber = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

const record = element({
  position: position('Where the record stands; by it its proof is asked for.'),
  recordedAt: dateTime({ description: 'When the transaction of the record began.' }),
  recordedAtMs: milliseconds('The same, in milliseconds since the epoch.'),
  component: token({ maxLength: 40 }),
  event: token({ maxLength: 100, description: 'What happened: an audit event of the catalogue.' }),
  outcome: token({ maxLength: 20, description: 'accepted, refused, failed or done.' }),
  reference: optional(text({ maxLength: 300, description: 'What it was about: an MRN, a message.' })),
  refusalCode: optional(token({ maxLength: 100 })),
  conversationId: token({ maxLength: 64 }),
  messageId: token({ maxLength: 300 }),
  traceparent: token({ maxLength: 60 }),
  circle: token({ maxLength: 20 }),
  party: text({ maxLength: 100, description: 'EORI, Member State, platform or application.' }),
  subject: text({ maxLength: 300, description: 'Subject of the token or certificate.' }),
  actingFor: optional(
    token({ maxLength: 17, description: 'EORI of the party for whom it acted, where not for itself.' }),
  ),
  mandateId: optional(many(token({ maxLength: 36, description: 'Mandate by which it acted for another.' }), 1, 8)),
  protocol: token({ maxLength: 20 }),
  contentSha256: optional(token({ maxLength: 64, description: 'SHA-256 of the exact content received.' })),
  personalData: flag({ description: 'Personal data were read or written.' }),
  origin: optional(token({ maxLength: 40, description: 'Run of the component that wrote the record.' })),
  originSequence: optional(leafNumber('Number of the record among those of its origin, from 1, without gaps.')),
  sealed: flag({ description: 'The record is a leaf of the tree; it is within a second of its commit.' }),
});

export const conversationQuery = message(
  'ConversationQuery',
  namespace,
  'Conversation',
  element({ conversationId: token({ maxLength: 64, description: 'Conversation whose records are wanted.' }) }),
);

export const trail = message('Trail', namespace, 'Audit trail', element({ record: optional(many(record, 0, 1000)) }));

/** Each that is given narrows the search; none is all. Newest first. */
export const trailQuery = message(
  'TrailQuery',
  namespace,
  'What is searched for',
  element({
    fromMs: optional(milliseconds('Recorded at this time or later.')),
    toMs: optional(milliseconds('Recorded before this time.')),
    party: optional(text({ maxLength: 100, description: 'Who asked: EORI, Member State, platform or application.' })),
    actingFor: optional(token({ maxLength: 17, description: 'EORI for whom it acted.' })),
    reference: optional(text({ maxLength: 300, description: 'MRN, message, profile.' })),
    conversationId: optional(token({ maxLength: 64 })),
    event: optional(token({ maxLength: 100 })),
    component: optional(token({ maxLength: 40 })),
    circle: optional(token({ maxLength: 20 })),
    outcome: optional(token({ maxLength: 20, description: 'accepted, refused, failed or done.' })),
    refusalCode: optional(token({ maxLength: 100 })),
    personalData: optional(flag({ description: 'Only records of calls that read or wrote personal data.' })),
    before: optional(position('Older than this record: the next page.')),
    limit: optional(integer({ minimum: 1, maximum: 500, description: 'Records on a page; 50 unless said.' })),
  }),
);

const outcomeCount = element({
  outcome: token({ maxLength: 20 }),
  records: milliseconds('How many of those found have it.'),
});

export const foundTrail = message(
  'FoundTrail',
  namespace,
  'Records found',
  element({
    record: optional(many(record, 0, 500)),
    next: optional(position('Ask again with it as `before` for the next page; absent on the last one.')),
    total: integer({ maximum: 10_000, description: 'How many were found on all pages, counted up to 10 000.' }),
    totalIsMore: flag({ description: 'There are more than were counted.' }),
    byOutcome: optional(many(outcomeCount, 0, 10)),
  }),
);

const auditEvent = element({
  event: token({ maxLength: 100 }),
  component: token({ maxLength: 40 }),
  operation: token({ maxLength: 100 }),
  summary: text({ maxLength: 1000 }),
  effect: token({ maxLength: 10, description: 'query or command.' }),
  personalData: flag(),
  retention: token({ maxLength: 20 }),
});

export const eventList = message(
  'AuditEventList',
  namespace,
  'Audit events',
  element({ auditEvent: optional(many(auditEvent, 0, 1000)) }),
);

export const nothing = (name: string) => message(name, namespace, 'Nothing', element({}));
