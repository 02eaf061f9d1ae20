/**
 * The bytes of a leaf: the record as a JSON object, written by the database from its row, so that sealing and export cannot differ.
 * Members that are null are left out: a column that comes later changes no leaf of before.
 */
const text = (member: string, column: string): string => `',"${member}":' || to_json(${column})::text`;

const members: readonly (readonly [member: string, column: string])[] = [
  ['component', 'component'],
  ['event', 'event'],
  ['outcome', 'outcome'],
  ['reference', 'reference'],
  ['refusalCode', 'refusal_code'],
  ['conversationId', 'conversation_id'],
  ['messageId', 'message_id'],
  ['traceparent', 'traceparent'],
  ['circle', 'circle'],
  ['party', 'party'],
  ['subject', 'subject'],
  ['actingFor', 'acting_for'],
  ['mandates', 'mandates'],
  ['protocol', 'protocol'],
  ['contentSha256', 'content_sha256'],
  ['personalData', 'personal_data'],
  ['origin', 'origin'],
  ['originSequence', 'origin_sequence'],
  ['voided', 'voided'],
];

/** SQL over a row of `record`. */
export const leafText = [
  `concat('{"record":1,"position":"', transaction_id, '-', sequence, '","id":"', id,`,
  `'","recordedAt":"', to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',`,
  `${members.map(([member, column]) => text(member, column)).join(', ')}, '}')`,
].join(' ');

/** RFC 6962: SHA-256 of 0x00 and the leaf. */
export const leafHashSql = `sha256('\\x00'::bytea || convert_to(${leafText}, 'UTF8'))`;
