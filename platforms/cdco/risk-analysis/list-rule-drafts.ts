import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { renamed } from './life-of-rules.ts';
import { listDrafts } from './list-drafts.ts';

export const listRuleDrafts = (life: LifeParts) => {
  const list = listDrafts(life);
  return async (request: RequestOf<'listDrafts'>, call: OperationCall) => {
    const { drafts } = await list(request, call);
    return drafts === undefined ? {} : { drafts: drafts.map(renamed) };
  };
};
