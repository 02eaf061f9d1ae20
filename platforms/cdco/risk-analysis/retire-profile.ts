import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { auditLife, type LifeParts, personOf, type RequestOf, wishedInstant } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { belongingOf } from './storage/profile-owners.ts';
import { endVersions, lockEnds } from './storage/profile-versions.ts';

const unknown = (profileId: string) =>
  new Refusal({ code: 'RISK_PROFILE_UNKNOWN', status: 'notFound', title: `There is no risk profile ${profileId}.` });

/** All versions, or an older one would come back. An end can be brought forward, never put off: then nothing changes. */
export const retireProfile =
  ({ store, clock, tables }: LifeParts) =>
  ({ profileId, inactiveAt, reason }: RequestOf<'retireProfile'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const wishedMs = wishedInstant(nowMs, inactiveAt, 'inactiveAt');
      const ends = (await lockEnds(transaction, profileId, tables)).map((ms = Number.POSITIVE_INFINITY) => ms);
      const owner = tables === undefined ? (await belongingOf(transaction, profileId))?.memberState : undefined;
      if (ends.length === 0 || !isVisibleTo(owner, readerOf(call).memberState)) throw unknown(profileId);
      const repeated = ends.every((ms) => ms <= wishedMs);
      const ending = { by: personOf(call), atMs: nowMs, why: reason };
      if (!repeated) await endVersions(transaction, profileId, wishedMs, ending, tables);
      auditLife(transaction, call, profileId, repeated);
      return { profileId, inactiveAt: toSecond(repeated ? Math.max(...ends) : wishedMs) };
    });
