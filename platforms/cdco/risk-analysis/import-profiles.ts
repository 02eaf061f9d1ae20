import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Fault } from '../../../shared-services/kit/refusal.ts';
import { type ImportRequestOf, importDrafts, importFault, type ReadProfile, refuseImport } from './import-drafts.ts';
import { type LifeParts, stepsOf } from './life-of-profiles.ts';

type Request = ImportRequestOf<'importProfiles'>;

const twice = (profiles: Request['profiles']): readonly Fault[] => {
  const seen = new Set<string>();
  return profiles.flatMap(({ profileId }, at) => {
    if (seen.has(profileId)) return [importFault(['profiles', at, 'profileId'], `${profileId} stands twice`)];
    seen.add(profileId);
    return [];
  });
};

const readOf = ({ profileId, definition, reason }: Request['profiles'][number], at: number): ReadProfile => ({
  profileId,
  definition,
  reason,
  pathOf: (pointer) => ['profiles', at, 'definition', ...stepsOf(pointer)],
});

/** Takes what an export gives, page by page. */
export const importProfiles = (parts: LifeParts) => async (request: Request, call: OperationCall) => {
  const doubled = twice(request.profiles);
  if (doubled.length > 0) refuseImport(doubled);
  return { profiles: [...(await importDrafts(request.profiles.map(readOf), parts, call))] };
};
