/** Digest of each algorithm by which an authority of ours may sign (RFC 5758, RFC 4055, RFC 8410), by its identifier. */
export const signatureDigests: Readonly<Record<string, string | null>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  // Ed25519 chooses its digest itself.
  '1.3.101.112': null,
};
