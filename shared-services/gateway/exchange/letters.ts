/** Dead letters: what was stored for somebody, and not taken in time. */
import {
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:exchange:administration:1';

const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const instantMs = (description: string) => count(`${description} Milliseconds since the epoch.`);
const messageId = token({ maxLength: 300, description: 'Identifies the message; the same in every repetition.' });
const messageIds = many(messageId, 1, 250);

export const lettersQuery = message(
  'DeadLettersQuery',
  namespace,
  'Which dead letters',
  element({
    partner: optional(token({ maxLength: 35, description: 'Member State for which they were.' })),
    containing: optional(
      text({ maxLength: 100, description: 'Part of the MRN, the message, its type, the conversation or the reason.' }),
    ),
    discarded: optional(flag({ description: 'Those that were discarded, instead of those that are open.' })),
    sort: optional(
      token({
        maxLength: 20,
        pattern: '-?(buriedAt|queuedAt|partner|type|attempts)',
        description: '- for descending; -buriedAt if left out.',
      }),
    ),
    page: optional(integer({ minimum: 1, maximum: 100_000, description: 'From 1.' })),
    limit: optional(integer({ minimum: 1, maximum: 1000, description: 'So many on a page; 25 if left out.' })),
  }),
);

const letter = element(
  {
    messageId,
    partner: token({ maxLength: 35 }),
    type: token({ maxLength: 100, description: 'Notification, entry.IE4N03.' }),
    MRN: text({ maxLength: 300, description: 'What it is about; messages about the same come in order.' }),
    priority: token({ maxLength: 1, pattern: '[ABC]' }),
    conversationId: token({ maxLength: 64 }),
    queuedAtMs: instantMs('When it was stored.'),
    buriedAtMs: instantMs('When it was given up.'),
    attempts: count('How often it was pushed.'),
    replays: count('How often it was offered again after it was given up.'),
    reason: optional(text({ maxLength: 1000, description: 'Why it was not delivered.' })),
    discardedAtMs: optional(instantMs('When it was discarded.')),
    discardedBy: optional(text({ maxLength: 300 })),
    discardReason: optional(text({ maxLength: 500 })),
  },
  { typeName: 'deadLetter' },
);

export const letterList = message(
  'DeadLetterList',
  namespace,
  'Dead letters',
  element({ total: count('Letters that are like that, on all pages.'), letter: optional(many(letter, 0, 1000)) }),
);

/** What became of each. */
const done = (what: string) =>
  element({
    messageId: optional(many(messageId, 0, 250)),
    skipped: optional(many(messageId, 0, 250)),
    count: count(`Letters that were ${what}; the others were no open dead letters.`),
  });

export const replayLetters = message(
  'ReplayDeadLetters',
  namespace,
  'Letters to be offered again',
  element({ messageId: messageIds }),
);
export const replayedLetters = message(
  'DeadLettersReplayed',
  namespace,
  'What is offered again',
  done('offered again'),
);

export const discardLetters = message(
  'DiscardDeadLetters',
  namespace,
  'Letters to be closed',
  element({ messageId: messageIds, reason: text({ minLength: 3, maxLength: 500 }) }),
);
export const discardedLetters = message('DeadLettersDiscarded', namespace, 'What is closed', done('discarded'));
