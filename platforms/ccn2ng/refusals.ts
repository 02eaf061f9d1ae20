/** What CCN2ng refuses beside what every gateway does. */
import type { RefusalContract } from '../../reference-architecture/contract/language.ts';
import { type Fault, Refusal } from '../../shared-services/kit/refusal.ts';

export const ccn2RefusalCodes = {
  CCN2_HEADER_INVALID: { status: 'invalid', title: 'The MessageHeader of CCN2 cannot be taken; each fault is listed.' },
  CCN2_MESSAGE_EXPIRED: { status: 'invalid', title: 'The message had expired when it arrived.' },
} as const satisfies Record<string, RefusalContract>;

export const refuseHeader = (code: keyof typeof ccn2RefusalCodes, faults: readonly Fault[]): Refusal =>
  new Refusal({ code, ...ccn2RefusalCodes[code], faults });
