/** What the operations on campaigns have in common. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import type { campaigns } from './contract/campaigns.ts';
import { type Campaign, findRate, type Results, stateOf, sumOf } from './domain/campaigns/campaign.ts';
import { personOf } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { readCampaignProfiles } from './storage/campaign-profiles.ts';
import { readResults } from './storage/campaign-results.ts';
import { readSteps } from './storage/campaign-steps.ts';
import type { CampaignStep, StoredCampaign } from './storage/campaigns.ts';
import { type ProfileRow, parseDefinition } from './storage/profiles.ts';

export interface CampaignParts {
  readonly store: Store;
  readonly clock: Clock;
}

type Operations = (typeof campaigns)['operations'];
export type CampaignRequestOf<Name extends keyof Operations> = Content<Operations[Name]['request']>;
type CampaignView = Content<NonNullable<Operations['consultCampaign']['reply']>>;

export const whoDid = (call: OperationCall, nowMs: number): Pick<CampaignStep, 'by' | 'memberState' | 'atMs'> => ({
  by: personOf(call),
  memberState: readerOf(call).memberState,
  atMs: nowMs,
});

export const figuresOf = (results: Results) => {
  const { selected, controlled, finds } = results;
  const rate = findRate(results);
  return { selected, controlled, finds, ...(rate === undefined ? {} : { rate }) };
};

export const summaryOfCampaign = (campaign: Campaign, nowMs: number) => {
  const { campaignId, name, riskAreaCode, startsOn, endsOn } = campaign;
  return { campaignId, name, riskAreaCode, startsOn, endsOn, state: stateOf(campaign, nowMs) };
};

const profileOf = ({ id, version, definition, active_at, inactive_at }: ProfileRow) => {
  const parsed = parseDefinition(definition);
  if (!('definition' in parsed) || active_at === null || inactive_at === null) return [];
  const { title, riskLevel } = parsed.definition;
  const [activeAt, inactiveAt] = [toSecond(active_at.getTime()), toSecond(inactive_at.getTime())];
  return [{ profileId: id, profileVersion: version, title, riskLevel, activeAt, inactiveAt }];
};

const stepOf = ({ what, decision, by, memberState, atMs, said, changes }: CampaignStep) => ({
  what,
  ...(decision === undefined ? {} : { decision }),
  ...by,
  memberState,
  at: toSecond(atMs),
  said,
  ...(changes === undefined ? {} : { changes }),
});

const unlessEmpty = <Name extends string, One>(name: Name, list: readonly One[]) =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [N in Name]?: One[] };

/** Everything that there is to tell of it. */
export const viewOfCampaign = async (
  from: Pick<Store, 'query'>,
  campaign: StoredCampaign,
  nowMs: number,
): Promise<CampaignView> => {
  const { campaignId, purpose, routes, memberStates, endedAtMs } = campaign;
  const results = await readResults(from, [campaignId]);
  const profiles = (await readCampaignProfiles(from, campaignId)).flatMap(profileOf);
  return {
    ...summaryOfCampaign(campaign, nowMs),
    purpose,
    ...(Object.keys(routes).length === 0 ? {} : { routes: routes as NonNullable<CampaignView['routes']> }),
    memberStates: [...memberStates],
    ...(endedAtMs === undefined ? {} : { endedAt: toSecond(endedAtMs) }),
    ...unlessEmpty('profiles', profiles),
    results: figuresOf(sumOf(results)),
    ...unlessEmpty(
      'resultsByMemberState',
      results.map((one) => ({ memberState: one.memberState, ...figuresOf(one) })),
    ),
    history: (await readSteps(from, campaignId)).map(stepOf),
  };
};

/** @param repeated its effect was there already */
export const auditCampaign = (transaction: Transaction, call: OperationCall, campaignId: string, repeated: boolean) => {
  const { event, personalData = false } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, repeated ? 'done' : 'accepted', { reference: campaignId, personalData }));
};
