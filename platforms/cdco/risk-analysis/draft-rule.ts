import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { draftProfile } from './draft-profile.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { named, ofRules, renamed, type WithRule } from './life-of-rules.ts';

export const draftRule = (life: LifeParts) => {
  const draft = ofRules(draftProfile(life));
  return async (request: Omit<RequestOf<'draftProfile'>, 'profileId'> & WithRule, call: OperationCall) => {
    const { warnings: _, ...drafted } = renamed(await draft(named(request), call));
    return drafted;
  };
};
