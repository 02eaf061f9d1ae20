/** With what a system proves itself, as it is entered: a key set, or a certificate, in a field or as a file. */
import { textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { Faults, FieldOf } from '../../../../../shared-services/gateway/pages/site/forms.ts';

export const keyFieldOf: FieldOf = { '/jwks': 'jwks', '/certificate': 'certificate' };

const makeKeySet = html`<p>A JSON Web Key Set with the public keys alone, as the library of your system gives it. No private key leaves your system.</p>`;

export const jwksField = (value: string, faults: Faults): Piece =>
  textArea({
    name: 'jwks',
    label: 'Public keys (JWKS)',
    either: true,
    hint: html`${makeKeySet}<p>Needed for a signed assertion.</p>`,
    value,
    rows: 8,
    code: true,
    faults: faults.fields,
  });

export const certificateFields = (value: string, faults: Faults, why: string): Piece => [
  textArea({
    name: 'certificate',
    label: 'Certificate (PEM)',
    either: true,
    hint: `${why} The text from BEGIN CERTIFICATE to END CERTIFICATE; or choose its file below.`,
    value,
    rows: 8,
    code: true,
    faults: faults.fields,
  }),
  textField({
    name: 'certificateFile',
    label: 'File of the certificate',
    either: true,
    type: 'file',
    faults: faults.fields,
  }),
];

const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));

/** PEM as it stands; DER in Base64. */
export const certificateFrom = (fields: Fields): string => {
  const file = fields.file('certificateFile');
  if (file === undefined) return fields.text('certificate');
  return isText(file) ? Buffer.from(file).toString('latin1').trim() : Buffer.from(file).toString('base64');
};

export interface Proof {
  readonly content: Readonly<Record<string, unknown>>;
  readonly faults: Record<string, string[]>;
}

/** What is empty is left out; whether it is needed, the platform says. */
export const proofFrom = (fields: Fields): Proof => {
  const [jwks, certificate] = [fields.text('jwks'), certificateFrom(fields)];
  const more = certificate === '' ? {} : { certificate };
  if (jwks === '') return { content: more, faults: {} };
  try {
    return { content: { ...more, jwks: JSON.parse(jwks) as unknown }, faults: {} };
  } catch {
    return { content: more, faults: { jwks: ['Enter the key set as JSON: {"keys":[...]}.'] } };
  }
};
