/** A priority control area: for a time, Member States look together at one risk on some routes, and say what came of it. */
import type { RiskAreaCode } from '../risk-areas.ts';

/** Where it looks; what is left out is not narrowed. */
export interface Routes {
  readonly countriesOfDeparture?: readonly string[];
  readonly countriesOfTransit?: readonly string[];
  readonly offices?: readonly string[];
  readonly modesOfTransport?: readonly string[];
}

export const campaignStates = ['planned', 'running', 'reviewed', 'ended'] as const;
export type CampaignState = (typeof campaignStates)[number];

export interface Period {
  /** First and last day, `2026-11-21`. */
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface Campaign extends Period {
  readonly campaignId: string;
  readonly name: string;
  readonly purpose: string;
  readonly riskAreaCode: RiskAreaCode;
  readonly routes: Routes;
  readonly memberStates: readonly string[];
  /** Before its last day was over. */
  readonly endedAtMs?: number;
  readonly reviews: number;
}

const dayMs = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Within it its profiles are active, by UTC days. The end does not belong to it. */
export const spanOf = ({ startsOn, endsOn }: Period) => ({
  fromMs: startOf(startsOn),
  untilMs: startOf(endsOn) + dayMs,
});

/** `reviewed`: it is running, and somebody has looked at it. */
export const stateOf = (campaign: Campaign, nowMs: number): CampaignState => {
  const { fromMs, untilMs } = spanOf(campaign);
  if (campaign.endedAtMs !== undefined || nowMs >= untilMs) return 'ended';
  if (nowMs < fromMs) return 'planned';
  return campaign.reviews > 0 ? 'reviewed' : 'running';
};

export interface Results {
  /** Declarations that its profiles hit. */
  readonly selected: number;
  /** Of these. */
  readonly controlled: number;
  readonly finds: number;
}

/** Share of controlled declarations with a find, as a decimal; undefined: none was controlled. */
export const findRate = ({ controlled, finds }: Results): string | undefined =>
  controlled === 0 ? undefined : (finds / controlled).toFixed(4);

export const sumOf = (all: readonly Results[]): Results =>
  all.reduce(
    (sum, one) => ({
      selected: sum.selected + one.selected,
      controlled: sum.controlled + one.controlled,
      finds: sum.finds + one.finds,
    }),
    { selected: 0, controlled: 0, finds: 0 },
  );
