/** What a mandate can cover, from the contracts. */
import type { Procedures } from './domain/procedures.ts';

export const listProcedures = (procedures: Procedures) => async () => ({
  procedure: [...procedures.values()].map(({ application, title, operation, summary, profiles }) => ({
    ...{ application, title, operation, summary },
    profile: [...profiles],
  })),
});
