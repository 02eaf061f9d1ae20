import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { renamed } from './life-of-rules.ts';
import { rejectProfile } from './reject-profile.ts';

export const rejectRule = (life: LifeParts) => {
  const reject = rejectProfile(life);
  return async (request: RequestOf<'rejectProfile'>, call: OperationCall) => renamed(await reject(request, call));
};
