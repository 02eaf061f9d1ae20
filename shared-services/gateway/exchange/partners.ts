/** Whom the exchange serves. */
import {
  element,
  flag,
  integer,
  many,
  message,
  optional,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { namespace } from './letters.ts';

const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

export const partnersQuery = message(
  'PartnersQuery',
  namespace,
  'Which partners',
  element({
    partner: optional(token({ maxLength: 35, description: 'This one alone.' })),
    waiting: optional(flag({ description: 'Only those for whom something waits.' })),
  }),
);

const waiting = element(
  {
    priority: token({ maxLength: 1, pattern: '[ABC]' }),
    depth: count('Messages that wait.'),
    oldestSeconds: count('How long the first of them has waited.'),
    attempts: count('How often the most tried of the first of them was pushed.'),
  },
  { typeName: 'partnerQueue' },
);

const partner = element(
  {
    partner: token({ maxLength: 35, description: 'Member State.' }),
    waiting: optional(many(waiting, 0, 3)),
    depth: count('Messages that wait, of all priorities.'),
    oldestSeconds: count('How long the first of them has waited.'),
    deliveredLastHour: count('Messages that it acknowledged in the last hour.'),
    pushedLastHour: count('Of these, by answering a push.'),
    lastDeliveredAtMs: optional(count('When it acknowledged last. Milliseconds since the epoch.')),
    deadLetters: count('Messages that were given up and are open.'),
  },
  { typeName: 'partner' },
);

export const partnerList = message(
  'PartnerList',
  namespace,
  'Partners',
  element({ readAtMs: count('Milliseconds since the epoch.'), partner: optional(many(partner, 0, 1000)) }),
);
