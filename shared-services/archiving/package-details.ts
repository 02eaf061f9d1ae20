/** All that is told of a package. */
import { refuse } from './refusals.ts';
import { disposalsOfPackage } from './storage/disposals.ts';
import { filesOfPackage } from './storage/files.ts';
import { holdsOf } from './storage/holds.ts';
import type { Queries } from './storage/packages.ts';
import { findPackage, identifiersOf } from './storage/search.ts';
import { disposalView, fileView, holdView, summaryOf } from './views.ts';

const some = <Name extends string, One>(name: Name, all: readonly One[]) =>
  (all.length === 0 ? {} : { [name]: all }) as { readonly [Key in Name]?: One[] };

/** @throws {Refusal} PACKAGE_UNKNOWN */
export const packageDetails = async (queries: Queries, packageId: string, personalData: boolean) => {
  const row = await findPackage(queries, packageId);
  if (row === undefined) throw refuse('PACKAGE_UNKNOWN');
  const identifiers = await identifiersOf(queries, packageId);
  const destroyed = row.state === 'disposed';
  return {
    ...summaryOf(row),
    ...some(
      'identifier',
      identifiers.filter(({ scheme }) => personalData || scheme !== 'EORI'),
    ),
    conversationId: [...row.conversations],
    auditRecords: row.audit_records,
    ...some('file', destroyed ? [] : (await filesOfPackage(queries, packageId)).map(fileView)),
    ...some('hold', (await holdsOf(queries, packageId)).map(holdView)),
    ...some('disposal', (await disposalsOfPackage(queries, packageId)).map(disposalView)),
  };
};
