/** What sites refuse by themselves; like every code they stand on the page of the door (`shared-services/README.md`). */
import type { RefusalContract } from '../../../../reference-architecture/contract/language.ts';
import { Refusal, type RefusalFacts } from '../../../kit/refusal.ts';

export const siteRefusals = {
  SESSION_MISSING: { status: 'unauthenticated', title: 'Please sign in to see this page.' },
  SESSION_EXPIRED: { status: 'unauthenticated', title: 'You were signed out, because some time had passed.' },
  PAGE_UNKNOWN: { status: 'notFound', title: 'There is no such page.' },
  SIGN_IN_FAILED: { status: 'invalid', title: 'The sign-in could not be finished. Please begin again.' },
  FORM_NOT_OURS: { status: 'forbidden', title: 'This form did not come from a page of yours. Nothing was changed.' },
} as const satisfies Record<string, RefusalContract>;

export type SiteRefusalCode = keyof typeof siteRefusals;

/** @param detail for the log */
export const refuse = (code: SiteRefusalCode, detail?: string, more: Partial<RefusalFacts> = {}): Refusal =>
  new Refusal({ code, ...siteRefusals[code], ...(detail === undefined ? {} : { detail }), ...more });
