/** Proofs of many records at once, against one checkpoint: what the archive puts beside a case. */
import { element, many, message, optional, text, token } from '../../../reference-architecture/contract/schema.ts';
import { checkpoint, hash, key, leafOf } from './proofs.ts';
import { namespace } from './records.ts';

export const evidenceQuery = message(
  'EvidenceQuery',
  namespace,
  'Conversations',
  element({ conversationId: many(token({ maxLength: 64 }), 1, 20) }),
);

const proven = element({
  ...leafOf,
  path: optional(many(hash('Neighbour on the way to the root, from below.'), 0, 64)),
});

/** Also the schema of the file in a package. */
export const evidenceContent = element({
  record: optional(many(proven, 0, 5000)),
  checkpoint: optional(checkpoint),
  key: optional(many(key, 0, 50)),
  missing: optional(text({ maxLength: 200, description: 'Why there is no proof, where there is none.' })),
});

export const evidence = message('Evidence', namespace, 'Records of conversations with their proofs', evidenceContent);
