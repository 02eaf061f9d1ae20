import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { renamed } from './life-of-rules.ts';
import { listDrafts } from './list-drafts.ts';

export const listRuleDrafts = (life: LifeParts) => {
  const list = listDrafts(life);
  return async (request: RequestOf<'listDrafts'>) => {
    const { drafts } = await list(request);
    return drafts === undefined ? {} : { drafts: drafts.map(renamed) };
  };
};
