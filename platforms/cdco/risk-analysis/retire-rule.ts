import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { named, ofRules, type WithRule } from './life-of-rules.ts';
import { retireProfile } from './retire-profile.ts';

export const retireRule = (life: LifeParts) => {
  const retire = ofRules(retireProfile(life));
  return async (request: Omit<RequestOf<'retireProfile'>, 'profileId'> & WithRule, call: OperationCall) => {
    const { profileId, inactiveAt } = await retire(named(request), call);
    return { ruleId: profileId, inactiveAt };
  };
};
