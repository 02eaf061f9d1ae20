/** Told to whoever opens the package in many years. */
const text = (about: string) => `E-ARK information package (CSIP and SIP 2.1) of a closed case${about}.

METS.xml                              lists every file with its SHA-256
metadata/descriptive/dc.xml           what the case was (Dublin Core)
metadata/preservation/premis.xml      files, events, software (PREMIS 3)
representations/rep1/data/            messages exactly as they were received and sent, and what was decided
metadata/other/audit-evidence.json    records of the case on the audit log, with their proofs:
  leaf        the record, byte for byte; its hash is SHA-256 of 0x00 and these bytes (RFC 6962, section 2.1)
  path        neighbours on the way to the root, from below; a parent is SHA-256 of 0x01, left, right
  checkpoint  the signed root (C2SP tlog-checkpoint); key: the Ed25519 keys that sign it
contentSha256 in a record is the SHA-256 of the message that it is about.
`;

export const readmeOf = (visibility: 'open' | 'restricted'): Buffer =>
  Buffer.from(text(visibility === 'open' ? '' : ': what is restricted'));
