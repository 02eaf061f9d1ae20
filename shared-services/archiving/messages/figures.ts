/** How the archive stands. */
import { element, integer, many, optional, text, token } from '../../../reference-architecture/contract/schema.ts';
import { milliseconds } from './packages.ts';

const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

const source = element({
  application: token({ maxLength: 60 }),
  waiting: count('Closed cases that are not archived yet, as last heard; counted up to 10 000.'),
  failing: count('Cases whose archiving failed and is tried again.'),
  heardAtMs: optional(milliseconds('When it last answered.')),
  fault: optional(text({ maxLength: 500, description: 'Why the last round with it failed.' })),
});

const retentionClass = element({
  name: token({ maxLength: 10 }),
  days: count('Kept for so many days after the case is closed.'),
  source: text({ maxLength: 500, description: 'Where the period is from.' }),
});

export const figures = element({
  place: text({ maxLength: 500, description: 'The store.' }),
  quietDays: count('A case is archived when it is closed and quiet for so long.'),
  packages: count('In the archive.'),
  bytes: count('Their size.'),
  held: count('Under a legal hold.'),
  due: count('Whose retention is over.'),
  damaged: count('That are not what was put there.'),
  proposedDisposals: count('That wait for a second person.'),
  disposed: count('Destroyed with proof.'),
  unfinished: count('Begun and not finished.'),
  lastArchivedAtMs: optional(milliseconds('When the last case came in.')),
  oldestCheckAtMs: optional(milliseconds('Every file was read and compared since.')),
  source: optional(many(source, 0, 100)),
  retentionClass: many(retentionClass, 1, 10),
});
