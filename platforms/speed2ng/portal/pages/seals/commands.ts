/** The commands of OpenSSL that sign a challenge; they are copied into a terminal beside the key. */
export type Algorithm = 'ES256' | 'ES384' | 'RS256' | 'PS256' | 'EdDSA';

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const pss = '-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest';

const signing: Readonly<Record<Algorithm, string>> = {
  ES256: 'openssl dgst -sha256 -sign seal-key.pem -out signature.bin challenge.txt',
  ES384: 'openssl dgst -sha384 -sign seal-key.pem -out signature.bin challenge.txt',
  RS256: 'openssl dgst -sha256 -sign seal-key.pem -out signature.bin challenge.txt',
  PS256: `openssl dgst -sha256 ${pss} -sign seal-key.pem -out signature.bin challenge.txt`,
  EdDSA: 'openssl pkeyutl -sign -rawin -inkey seal-key.pem -in challenge.txt -out signature.bin',
};

export const signCommands = (challenge: string, algorithm: Algorithm): string =>
  [`printf '%s' ${quoted(challenge)} > challenge.txt`, signing[algorithm], 'openssl base64 -A -in signature.bin'].join(
    '\n',
  );
