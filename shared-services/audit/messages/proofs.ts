/** Checkpoints, and proofs that hold without trust in whoever gives them. */
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
import { leafNumber, milliseconds, namespace, position } from './records.ts';

export const hash = (description: string) =>
  token({ maxLength: 44, description: `${description} Base64 of 32 bytes.` });

export const key = element({
  name: text({ maxLength: 200, description: 'Name in the signature line.' }),
  keyId: token({ maxLength: 8, description: 'Hexadecimal key id of the signed note (C2SP signed-note).' }),
  verifierKey: text({ maxLength: 300, description: 'The key as C2SP signed-note writes it: name+id+base64.' }),
  publicKey: token({ maxLength: 44, description: 'Ed25519 public key. Base64 of 32 bytes, as WebCrypto imports it.' }),
});

const cosignature = element({
  witness: text({ maxLength: 200, description: 'Name of the witness.' }),
  line: text({ maxLength: 400, description: 'Signature line (C2SP tlog-cosignature).' }),
  seenAtMs: milliseconds('When the witness had it.'),
});

/** The members of a checkpoint, for every message that has one. */
export const checkpoint = element({
  treeSize: leafNumber('Leaves of the tree.'),
  rootHash: hash('Root of the tree.'),
  note: text({ maxLength: 4000, description: 'The signed checkpoint itself (C2SP tlog-checkpoint).' }),
  keyId: token({ maxLength: 8 }),
  signedAtMs: milliseconds('When it was signed.'),
  cosignature: optional(many(cosignature, 0, 10)),
});

export const leafOf = {
  leafIndex: leafNumber('Number of the leaf, from 0.'),
  leaf: text({ maxLength: 8000, description: 'The bytes of the leaf: the record as JSON, UTF-8.' }),
};

export const inclusionQuery = message(
  'InclusionQuery',
  namespace,
  'A record',
  element({
    position: position('The record, as the trail tells it.'),
    treeSize: optional(leafNumber('Size of the checkpoint to prove against; the newest unless said.')),
  }),
);

export const inclusionProof = message(
  'InclusionProof',
  namespace,
  'Proof that a record is in the log',
  element({
    ...leafOf,
    leafHash: hash('SHA-256 of 0x00 and the leaf.'),
    path: optional(many(hash('Neighbour on the way to the root, from below.'), 0, 64)),
    checkpoint,
    key: many(key, 1, 50),
  }),
);

export const consistencyQuery = message(
  'ConsistencyQuery',
  namespace,
  'Two sizes of the tree',
  element({ fromSize: leafNumber('The earlier.'), toSize: optional(leafNumber('The later; the newest unless said.')) }),
);

export const consistencyProof = message(
  'ConsistencyProof',
  namespace,
  'Proof that nothing before was changed',
  element({
    path: optional(many(hash('Node of the proof (RFC 6962, 2.1.2).'), 0, 130)),
    from: checkpoint,
    to: checkpoint,
    key: many(key, 1, 50),
  }),
);

export const checkpointQuery = message(
  'CheckpointQuery',
  namespace,
  'A checkpoint',
  element({ treeSize: optional(leafNumber('Its size; the newest unless said.')) }),
);

const witness = element({
  name: text({ maxLength: 200 }),
  state: token({ maxLength: 20, description: 'agrees, behind, unreachable or contradicts.' }),
  treeSize: leafNumber('The newest checkpoint that it has from here.'),
  seenAtMs: optional(milliseconds('When it answered last.')),
  reason: optional(text({ maxLength: 500, description: 'Why it does not agree.' })),
});

export const checkpointReply = message(
  'Checkpoint',
  namespace,
  'Checkpoint and state of the log',
  element({
    checkpoint,
    origin: text({ maxLength: 200, description: 'Name of the log: the first line of its checkpoints.' }),
    key: many(key, 1, 50),
    waitingRecords: milliseconds('Records that are not sealed yet, counted up to 10 000.'),
    oldestWaitingAtMs: optional(milliseconds('When the oldest of them was recorded.')),
    witness: optional(many(witness, 0, 10)),
  }),
);

export const checkpointListQuery = message(
  'CheckpointListQuery',
  namespace,
  'A page of checkpoints',
  element({
    before: optional(leafNumber('Smaller than this size: the next page.')),
    limit: optional(integer({ minimum: 1, maximum: 500, description: '50 unless said.' })),
  }),
);

export const checkpointList = message(
  'CheckpointList',
  namespace,
  'Checkpoints, newest first',
  element({
    checkpoint: optional(many(checkpoint, 0, 500)),
    next: optional(leafNumber('Ask again with it as `before`; absent on the last page.')),
    total: milliseconds('How many there are.'),
  }),
);

export const exportQuery = message(
  'ExportQuery',
  namespace,
  'A page of the export',
  element({
    fromLeaf: optional(leafNumber('First leaf; 0 unless said.')),
    limit: optional(integer({ minimum: 1, maximum: 5000, description: 'Leaves; 1000 unless said.' })),
  }),
);

export const exportPage = message(
  'ExportPage',
  namespace,
  'Lines of the export',
  element({
    line: optional(many(text({ maxLength: 400_000, description: 'A line of the export (NDJSON).' }), 0, 20_000)),
    next: optional(leafNumber('Ask again with it as `fromLeaf`; absent at the end.')),
  }),
);

export const chainProof = message(
  'ChainProof',
  namespace,
  'Proof of the whole log',
  element({
    records: milliseconds('Leaves that were recomputed.'),
    checkpoints: milliseconds('Checkpoints that were held against them.'),
    holds: flag({ description: 'Every leaf and every root was recomputed from the records and holds.' }),
    firstBadLeaf: optional(leafNumber('The first that does not.')),
    firstBadPosition: optional(position('Where it stands, when there is a record.')),
    reason: optional(text({ maxLength: 500 })),
  }),
);
