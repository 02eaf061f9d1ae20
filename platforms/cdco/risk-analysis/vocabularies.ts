/** What the declarations of each procedure are made of: their contracts say it. */
import { contract as entry } from '../entry/contract.ts';
import { scopeShapes } from './domain/scope.ts';
import { type Vocabulary, vocabularyOf } from './domain/vocabulary.ts';

const filings = Object.values(entry.services.EntrySummaryDeclaration.operations).map(({ request }) => request.schema);

export const vocabularies: ReadonlyMap<string, Vocabulary> = new Map([
  ['entry', vocabularyOf(filings, scopeShapes['entry']!)],
]);
