/** What ends soon is said so: on the first page, and where it is listed. */
import { html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { moment, state } from '../../../../shared-services/gateway/pages/parts.ts';

export const soonDays = 30;
export const soonMs = soonDays * 86_400_000;

export const endsSoon = (until: string, nowMs: number): boolean => Date.parse(until) < nowMs + soonMs;

/** When an active one ends, with a word where that is soon. */
export const endOf = (until: string, isActive: boolean, nowMs: number): Piece =>
  html`${moment(until)}${isActive && endsSoon(until, nowMs) && html` ${state('Ends soon', 'waiting')}`}`;
