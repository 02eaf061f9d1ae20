/** A closed filing as the archive keeps it. What shows the reasons of risk analysis is restricted, everything else is open. */

import type { CaseContent } from '../../../../reference-architecture/contract/case-archive.ts';
import type { Content } from '../../../../reference-architecture/contract/schema.ts';

type Part = Content<typeof CaseContent>['part'][number];
type Identifier = Content<typeof CaseContent>['identifier'][number];

interface Parties {
  readonly declarant: string;
  readonly submittedBy: string;
  readonly carrier: string | null;
  readonly representative: string | undefined;
}

export const identifiersOf = (
  of: Parties & { readonly MRN: string; readonly LRN: string },
  documents: readonly string[],
): Identifier[] => {
  const parties = [of.declarant, of.submittedBy, of.carrier, of.representative].filter(
    (one) => typeof one === 'string',
  );
  return [
    { scheme: 'MRN', value: of.MRN },
    { scheme: 'LRN', value: of.LRN },
    ...[...new Set(parties)].map((value) => ({ scheme: 'EORI', value })),
    ...documents.map((value) => ({ scheme: 'DOCUMENT', value })),
  ];
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The text exactly as it was received, so that seals and the hash on the audit log can be held against it. */
export const receivedPart = (contentType: string, received: string, createdAtMs: number): Part => {
  const json = contentType.includes('json');
  return {
    name: json ? 'filing.json' : 'filing.xml',
    title: 'The filing exactly as it was received',
    mediaType: json ? 'application/json' : 'application/xml',
    visibility: 'open',
    createdAtMs,
    content: base64(received),
  };
};

export const jsonPart = (
  name: string,
  title: string,
  visibility: 'open' | 'restricted',
  createdAtMs: number,
  value: unknown,
): Part => ({
  name,
  title,
  visibility,
  createdAtMs,
  mediaType: 'application/json',
  content: base64(typeof value === 'string' ? value : JSON.stringify(value, undefined, 1)),
});
