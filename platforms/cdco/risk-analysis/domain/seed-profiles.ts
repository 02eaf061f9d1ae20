/**
 * Criteria to begin with, so that a fresh platform shows hits. Every one of them is invented, and its id says so
 * (`SEED-SAF-001`): the common risk criteria of the Union are restricted, and no real operator is meant.
 */
import type { Profile } from './profile.ts';
import { goodsProfiles } from './seed-profiles/goods.ts';
import { partyProfiles } from './seed-profiles/parties.ts';
import { routeProfiles } from './seed-profiles/routes.ts';
import { valueAndDocumentProfiles } from './seed-profiles/values-and-documents.ts';

export const seedProfiles: readonly Profile[] = [
  ...goodsProfiles,
  ...partyProfiles,
  ...routeProfiles,
  ...valueAndDocumentProfiles,
];
