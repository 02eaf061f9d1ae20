import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { consultDraft } from './consult-draft.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { renamed } from './life-of-rules.ts';

export const consultRuleDraft = (life: LifeParts) => {
  const consult = consultDraft(life);
  return async (request: RequestOf<'consultDraft'>, call: OperationCall) => {
    const { warnings: _, ...found } = renamed(await consult(request, call));
    return found;
  };
};
