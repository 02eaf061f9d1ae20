import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { approveProfile } from './approve-profile.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { ofRules, renamed } from './life-of-rules.ts';

/** Four eyes, as of profiles. */
export const approveRule = (life: LifeParts) => {
  const approve = ofRules(approveProfile(life));
  return async (request: RequestOf<'approveProfile'>, call: OperationCall) => renamed(await approve(request, call));
};
