/** Where the pages are. */
export const workbenchRoot = '/workbench';

const below = (path: string) => `${workbenchRoot}${path}`;
const part = encodeURIComponent;

export const paths = {
  home: workbenchRoot,
  signIn: below('/sign-in'),
  profiles: below('/profiles'),
  profile: (profileId: string) => below(`/profiles/${part(profileId)}`),
  profileVersion: (profileId: string, version: number) => below(`/profiles/${part(profileId)}?version=${version}`),
  retire: (profileId: string) => below(`/profiles/${part(profileId)}/retire`),
  drafts: below('/drafts'),
  newDraft: below('/drafts/new'),
  elements: below('/elements'),
  draft: (draftId: string) => below(`/drafts/${part(draftId)}`),
  hits: below('/hits'),
  assessment: (reference: string) => below(`/hits/${part(reference)}`),
  trials: below('/trials'),
  newBacktest: below('/trials/backtests/new'),
  backtest: (backtestId: string) => below(`/trials/backtests/${part(backtestId)}`),
  newShadow: below('/trials/shadow-runs/new'),
  shadow: (shadowRunId: string) => below(`/trials/shadow-runs/${part(shadowRunId)}`),
  campaigns: below('/campaigns'),
  newCampaign: below('/campaigns/new'),
  campaign: (campaignId: string) => below(`/campaigns/${part(campaignId)}`),
  rules: below('/rules'),
  newRule: below('/rules/new'),
  rule: (ruleId: string) => below(`/rules/${part(ruleId)}`),
  ruleDraft: (draftId: string) => below(`/rule-drafts/${part(draftId)}`),
  selection: below('/selection'),
  expectation: below('/selection/expectation'),
  imports: below('/imports'),
  watchLists: below('/watch-lists'),
  newWatchList: below('/watch-lists/new'),
  screening: below('/watch-lists/screening'),
} as const;
