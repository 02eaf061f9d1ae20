/** Messages about messages that a component could not hand to another. Their contents are not told: they have personal data. */
import {
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:dead-letters:1';

const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const instantMs = (description: string) => count(`${description} Milliseconds since the epoch.`);
const component = (description: string) =>
  token({ maxLength: 50, pattern: '[a-z][a-z0-9]*(-[a-z0-9]+)*', description });
const sender = component('Component that sent it.');
const subscriber = component('Component or gateway that did not take it.');
const lostMessageId = token({
  maxLength: 80,
  pattern: '[a-z][a-z0-9-]{0,49}:[0-9]{1,18}',
  description: 'Component that sent it, and its number there.',
});
/** So many are changed by one call. */
export const mostAtOnce = 250;
const lostMessageIds = many(lostMessageId, 1, mostAtOnce);

export const wanted = message(
  'LostMessagesQuery',
  namespace,
  'Which lost messages',
  element({
    component: optional(sender),
    subscriber: optional(subscriber),
    event: optional(token({ maxLength: 100, description: 'Its name: entry.filingRegistered.' })),
    containing: optional(text({ maxLength: 100, description: 'Part of the MRN, the identifiers or the error.' })),
    closed: optional(flag({ description: 'Those that were closed, instead of those that are open.' })),
    sort: optional(
      token({
        maxLength: 20,
        pattern: '-?(lostAt|sentAt|component|subscriber|event|priority|attempts)',
        description: '- for descending; -lostAt if left out.',
      }),
    ),
    page: optional(integer({ minimum: 1, maximum: 100_000, description: 'From 1.' })),
    limit: optional(integer({ minimum: 1, maximum: 1000, description: 'So many on a page; 25 if left out.' })),
  }),
);

const lostMessage = element(
  {
    lostMessageId,
    component: sender,
    subscriber,
    event: token({ maxLength: 100 }),
    orderingKey: text({ maxLength: 300, description: 'What it is about, mostly an MRN; such messages come in order.' }),
    priority: token({ maxLength: 1, pattern: '[ABC]' }),
    messageId: token({ maxLength: 300 }),
    conversationId: token({ maxLength: 64 }),
    sentAtMs: instantMs('When its cause was committed.'),
    lostAtMs: instantMs('When it was given up.'),
    attempts: count('How often it was tried before it was given up.'),
    replays: count('How often it was put back before.'),
    lastError: optional(text({ maxLength: 1000 })),
    closedAtMs: optional(instantMs('When it was closed.')),
    closedBy: optional(text({ maxLength: 300 })),
    closeReason: optional(text({ maxLength: 500 })),
  },
  { typeName: 'lostMessage' },
);

export const list = message(
  'LostMessageList',
  namespace,
  'Lost messages',
  element({ total: count('Messages like that, on all pages.'), lost: optional(many(lostMessage, 0, 1000)) }),
);

export const toReplay = message(
  'ReplayLostMessages',
  namespace,
  'Messages to be put back',
  element({
    lostMessageId: optional(lostMessageIds),
    component: optional(sender),
    subscriber: optional(subscriber),
  }),
);
export const replayed = message(
  'LostMessagesReplayed',
  namespace,
  'What was put back',
  element({
    lostMessageId: optional(many(lostMessageId, 0, mostAtOnce)),
    skipped: optional(many(lostMessageId, 0, mostAtOnce)),
    count: count('Messages that were put back; the others were no open lost messages.'),
    more: flag({ description: 'There are more from the component to the subscriber: ask again.' }),
  }),
);

export const toClose = message(
  'CloseLostMessages',
  namespace,
  'Messages to be closed',
  element({ lostMessageId: lostMessageIds, reason: text({ minLength: 3, maxLength: 500 }) }),
);
export const closed = message(
  'LostMessagesClosed',
  namespace,
  'What was closed',
  element({
    lostMessageId: optional(many(lostMessageId, 0, mostAtOnce)),
    skipped: optional(many(lostMessageId, 0, mostAtOnce)),
    count: count('Messages that were closed; the others were no open lost messages.'),
  }),
);
