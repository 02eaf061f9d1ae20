/** Parts that messages about API clients and seals share. Lists that would be empty are left out. */
import { Type } from '@sinclair/typebox';
import {
  dateTime,
  element,
  optional,
  personal,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';

/** A word of a few. */
export const oneOf = <Word extends string>(description: string, ...words: readonly Word[]) =>
  Type.Unsafe<Word>(token({ pattern: words.join('|'), description }));

export const reason = text({ maxLength: 500, description: 'Why, for the history; no personal data, please.' });

export const overlapHours = {
  maximum: 720,
  description: 'How long what is replaced goes on being believed, in hours; 24 unless said otherwise, 0: not at all.',
};

/** One certificate as text: PEM, or the Base64 of its DER. */
export const certificate = text({
  maxLength: 16_384,
  description: 'One X.509 certificate: PEM, or the Base64 of its DER. Never a private key, and no chain.',
});

/** SHA-256 of a certificate's DER, lower-case hexadecimal. */
export const fingerprint256 = token({
  minLength: 64,
  maxLength: 64,
  pattern: '[0-9a-f]{64}',
  description: 'SHA-256 of the certificate, in lower-case hexadecimal without colons.',
});

export const by = personal(token({ maxLength: 255, description: 'Who did it: the subject of the token.' }));

export const historyEntry = element(
  {
    at: dateTime({ description: 'When it was done.' }),
    event: token({ maxLength: 40, description: 'What was done: registered, rotated, suspended.' }),
    by,
    reason: optional({ ...reason, description: 'Why, where it was said.' }),
  },
  { typeName: 'HistoryEntryType' },
);
