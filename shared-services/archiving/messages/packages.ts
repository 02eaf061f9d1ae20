/** Messages about packages of the archive: search, consultation, retrieval, holds, disposal. Times are milliseconds since the epoch. */
import {
  binary,
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
  uuid,
} from '../../../reference-architecture/contract/schema.ts';

export const milliseconds = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const id = (description: string) => uuid({ description });
export const packageId = id('Name of the package.');
export const disposalId = id('Name of the proposal to destroy.');
const sha256 = token({ maxLength: 64, description: 'SHA-256 of the file, hexadecimal.' });
const reason = text({ maxLength: 500, description: 'Why.' });
const person = text({ maxLength: 300, description: 'Account that did it.' });
const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

export const search = element({
  MRN: optional(token({ maxLength: 18 })),
  LRN: optional(token({ maxLength: 22 })),
  EORI: optional(token({ maxLength: 17, description: 'Of a party of the case; not for support.' })),
  application: optional(token({ maxLength: 60, description: 'Whose case it was.' })),
  closedFromMs: optional(milliseconds('Closed at this time or later.')),
  closedToMs: optional(milliseconds('Closed before this time.')),
  state: optional(token({ pattern: 'kept|held|due|damaged|disposed', description: 'Only packages in this state.' })),
  before: optional(id('Older than this package: the next page.')),
  limit: optional(integer({ minimum: 1, maximum: 500, description: 'On a page; 50 unless said.' })),
});

const identifier = element({ scheme: token({ maxLength: 20 }), value: text({ maxLength: 100 }) });

const summary = {
  packageId,
  application: token({ maxLength: 60 }),
  caseId: token({ maxLength: 100, description: 'Name of the case in its application: an MRN.' }),
  kind: text({ maxLength: 100, description: 'What kind of case: its first message.' }),
  outcome: text({ maxLength: 100, description: 'How it ended.' }),
  state: token({
    pattern: 'kept|held|due|damaged|disposed',
    description:
      'due: its retention is over. damaged: what is in the store is not what was put there. The gravest is told.',
  }),
  retention: token({ maxLength: 10, description: 'Class of retention.' }),
  openedAtMs: milliseconds('When the case began.'),
  closedAtMs: milliseconds('Last change of the case.'),
  archivedAtMs: milliseconds('When it came into the archive.'),
  retainUntilMs: milliseconds('When its retention is over.'),
  bytes: count('Size of its files.'),
};
export const found = element({
  package: optional(many(element(summary), 0, 500)),
  next: optional(id('Ask again with it as `before`; absent on the last page.')),
  total: count('How many there are; counted up to 10 000.'),
});

export const wanted = element({ packageId });

const file = element({
  part: token({ pattern: 'open|restricted', description: 'Restricted: for auditors only.' }),
  objectName: text({ maxLength: 512, description: 'Its name in the store.' }),
  bytes: count('Its size.'),
  sha256,
  checkedAtMs: optional(milliseconds('When it was last read and compared.')),
  damage: optional(text({ maxLength: 500, description: 'What is wrong with it.' })),
});

const hold = element({
  reason,
  setBy: person,
  setAtMs: milliseconds('Since when.'),
  liftedBy: optional(person),
  liftedAtMs: optional(milliseconds('Until when.')),
  liftReason: optional(reason),
});

const proof = element({
  destroyedAtMs: milliseconds('When nothing of it was in the store any more.'),
  file: many(element({ objectName: text({ maxLength: 512 }), bytes: count('Its size.'), sha256 }), 1, 10),
  proofSha256: token({ maxLength: 64, description: 'SHA-256 of the text of the proof; it is on the audit log.' }),
  text: text({ maxLength: 10_000, description: 'The proof itself: JSON, byte for byte what was hashed.' }),
});

const disposalFacts = {
  disposalId,
  packageId,
  caseId: token({ maxLength: 100 }),
  state: token({ pattern: 'proposed|approved|rejected|withdrawn|destroyed' }),
  reason,
  proposedBy: person,
  proposedAtMs: milliseconds('When it was proposed.'),
  decidedBy: optional(person),
  decidedAtMs: optional(milliseconds('When it was decided.')),
  decisionReason: optional(reason),
  proof: optional(proof),
};
export const disposal = element(disposalFacts);

export const packageDetails = element({
  ...summary,
  identifier: optional(many(identifier, 0, 1000)),
  conversationId: many(token({ maxLength: 64 }), 1, 20),
  auditRecords: count('Records of the audit log that are proven in it.'),
  file: optional(many(file, 0, 10)),
  hold: optional(many(hold, 0, 500)),
  disposal: optional(many(disposal, 0, 100)),
});

export const retrieval = element({
  packageId,
  restricted: optional(flag({ description: 'The restricted file instead; auditors only.' })),
});
export const retrieved = element({
  packageId,
  fileName: text({ maxLength: 200 }),
  mediaType: token({ maxLength: 100 }),
  bytes: count('Its size.'),
  sha256,
  content: binary({ description: 'The tar file; it was read and compared just now.' }),
});

export const holding = element({ packageId, reason });
export const proposal = element({ packageId, reason });
export const decision = element({ disposalId, decision: token({ pattern: 'approved|rejected|withdrawn' }), reason });

export const disposalsWanted = element({
  state: optional(token({ pattern: 'proposed|approved|rejected|withdrawn|destroyed' })),
  before: optional(id('Older than this proposal: the next page.')),
  limit: optional(integer({ minimum: 1, maximum: 500, description: 'On a page; 50 unless said.' })),
});
export const disposals = element({
  disposal: optional(many(element(disposalFacts), 0, 500)),
  next: optional(id('Ask again with it as `before`.')),
  total: count('How many there are.'),
});
