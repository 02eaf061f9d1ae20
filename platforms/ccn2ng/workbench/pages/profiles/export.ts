/** A profile as a file that can be drafted elsewhere. */
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { parseDefinition } from '../../conditions/condition.ts';

export const exportProfile = async ({ calls, parameters }: Visit): Promise<PageAnswer> => {
  const profileId = parameters['profileId'] ?? '';
  const { versions } = await calls.to(contract).consultProfile({ profileId });
  const newest = versions.toSorted((a, b) => b.profileVersion - a.profileVersion)[0];
  const definition = parseDefinition(newest?.definition ?? '') ?? newest?.definition;
  const content = { profileId, profileVersion: newest?.profileVersion, reason: newest?.reason, definition };
  return {
    file: { name: `${profileId}.json`, mediaType: 'application/json', text: `${JSON.stringify(content, null, 2)}\n` },
  };
};
