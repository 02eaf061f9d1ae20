import { kindOf } from '../kinds.ts';
import type { Definition, Profile } from '../profile.ts';

/** Everything seeded is in force from this day until somebody replaces it. */
const seededOn = '2024-01-01';

/** A seeded profile of entry declarations. Its criteria are invented; the id says so. */
export const seed = (id: string, definition: Omit<Definition, 'procedures'>): Profile => ({
  id: `SEED-${id}`,
  version: 1,
  validFrom: seededOn,
  definition: {
    ...definition,
    kind: kindOf(definition),
    title: `${definition.title} (invented example)`,
    procedures: ['entry'],
  },
});
