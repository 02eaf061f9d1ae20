/** Codes in words. */
import { type Html, html } from '../../../../shared-services/gateway/pages/html.ts';
import { type StateTone, state } from '../../../../shared-services/gateway/pages/parts.ts';

const levels: Readonly<Record<string, { readonly title: string; readonly tone: StateTone }>> = {
  none: { title: 'None', tone: 'ended' },
  low: { title: 'Low', tone: 'good' },
  medium: { title: 'Medium', tone: 'waiting' },
  high: { title: 'High', tone: 'bad' },
  critical: { title: 'Critical', tone: 'bad' },
};

export const levelWords: readonly (readonly [string, string])[] = ['low', 'medium', 'high', 'critical'].map(
  (one) => [one, levels[one]?.title ?? one] as const,
);

/** From the least to the gravest, to sort by. */
export const levelRank = (level: string): number => Object.keys(levels).indexOf(level);

export const levelOf = (level: string): Html => {
  const known = levels[level];
  return known === undefined ? html`${level}` : state(known.title, known.tone);
};

const recommendations: Readonly<Record<string, string>> = {
  none: 'Nothing',
  control: 'Control',
  requestForInformation: 'Request for information (RFI)',
  requestForScreening: 'Request for screening (RFS)',
  doNotLoad: 'Do not load',
};

export const recommendationWord = (code: string): string => recommendations[code] ?? code;
export const recommendationWords = Object.entries(recommendations);

const states: Readonly<Record<string, { readonly title: string; readonly tone: StateTone }>> = {
  draft: { title: 'Draft', tone: 'waiting' },
  checked: { title: 'Waits for approval', tone: 'waiting' },
  approved: { title: 'Approved, not active yet', tone: 'waiting' },
  active: { title: 'Active', tone: 'good' },
  planned: { title: 'Begins later', tone: 'waiting' },
  ended: { title: 'Ended', tone: 'ended' },
  withdrawn: { title: 'Withdrawn', tone: 'ended' },
  retired: { title: 'Retired', tone: 'ended' },
  rejected: { title: 'Rejected', tone: 'bad' },
};

export const stateWord = (word: string): string => states[word]?.title ?? word;

export const stateOf = (word: string): Html => {
  const known = states[word];
  return known === undefined ? html`${word}` : state(known.title, known.tone);
};
