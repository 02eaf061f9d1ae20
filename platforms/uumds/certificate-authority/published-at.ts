/** Where everybody learns whether a certificate of an authority is revoked. */
import type { Publication } from './issue.ts';
import type { Settings } from './settings.ts';

/** Undefined: it is published nowhere, and new certificates name no place. */
export const publicationOf = (
  { publicationUrl }: Settings,
  { name }: { readonly name: string },
): Publication | undefined =>
  publicationUrl === undefined
    ? undefined
    : { revocationListUrl: `${publicationUrl}/crl/${name}.crl`, ocspUrl: `${publicationUrl}/ocsp` };
