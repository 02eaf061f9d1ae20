/** What is wrong with a campaign that somebody wishes for, beyond the form of the message. */
import { riskAreas } from '../risk-areas.ts';
import { isMemberState } from '../visibility.ts';
import type { Period } from './campaign.ts';

export interface CampaignFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const longestDays = 366;

const isDay = (day: string): boolean => {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};

const fault = (path: string, message: string, isWrong: boolean): CampaignFault[] =>
  isWrong ? [{ path: [path], message }] : [];

export const memberStateFaults = (memberStates: readonly string[]): CampaignFault[] =>
  memberStates.flatMap((one, at) =>
    isMemberState(one) ? [] : [{ path: ['memberStates', at], message: `${one} is no Member State` }],
  );

const daysOf = ({ startsOn, endsOn }: Period): number => (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;

export const periodFaults = (period: Period, today: string): CampaignFault[] => {
  const { startsOn, endsOn } = period;
  const odd = [
    ...fault('startsOn', 'there is no such day', !isDay(startsOn)),
    ...fault('endsOn', 'there is no such day', !isDay(endsOn)),
  ];
  if (odd.length > 0) return odd;
  return [
    ...fault('endsOn', 'ends before it starts', endsOn < startsOn),
    ...fault('endsOn', 'is over already', endsOn < today),
    ...fault('endsOn', `lasts longer than ${longestDays} days`, daysOf(period) > longestDays),
  ];
};

interface Wish extends Period {
  readonly riskAreaCode: string;
  readonly memberStates: readonly string[];
}

export const campaignFaults = (wish: Wish, today: string): readonly CampaignFault[] => [
  ...fault('riskAreaCode', 'there is no such risk area', !Object.hasOwn(riskAreas, wish.riskAreaCode)),
  ...periodFaults(wish, today),
  ...memberStateFaults(wish.memberStates),
];

interface Review {
  readonly decision: string;
  readonly endsOn?: string | undefined;
  readonly memberStates?: readonly string[] | undefined;
  readonly routes?: unknown;
}

/** An adjustment changes something, and nothing else does. Its end is brought forward only: the profiles end with it for good. */
export const reviewFaults = (review: Review, { startsOn, endsOn }: Period, today: string): readonly CampaignFault[] => {
  const changes = [review.endsOn, review.memberStates, review.routes].some((one) => one !== undefined);
  const later = review.endsOn !== undefined && review.endsOn > endsOn;
  return [
    ...fault(
      'decision',
      'an adjustment changes something, and nothing else does',
      changes !== (review.decision === 'adjust'),
    ),
    ...fault('endsOn', `is after ${endsOn}: an end is brought forward, never put off`, later),
    ...(review.endsOn === undefined ? [] : periodFaults({ startsOn, endsOn: review.endsOn }, today)),
    ...memberStateFaults(review.memberStates ?? []),
  ];
};
