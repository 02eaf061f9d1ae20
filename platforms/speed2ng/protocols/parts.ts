/** What both protocols need to answer. */
import type { Admission } from '../../../shared-services/gateway/admission.ts';
import type { SecurityNotes } from '../../../shared-services/gateway/security-notes.ts';
import type { Read } from '../../../shared-services/gateway/steps/stages.ts';
import type { AddressGuard } from '../../../shared-services/gateway/throttling/guard.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import type { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Receive } from '../receive.ts';
import { type RefusalDocument, refusalDocument } from '../refusal-document.ts';

export interface ProtocolParts {
  readonly receive: Receive;
  readonly admission: Admission;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly addresses?: AddressGuard;
  readonly notes?: SecurityNotes;
}

/** The business document that goes with a refusal; nothing where the message was not even read. */
export const documentFor = (
  refusal: Refusal,
  { prepared, unchecked }: Partial<Read>,
  clock: Clock,
): RefusalDocument | undefined =>
  prepared === undefined
    ? undefined
    : refusalDocument(refusal, { placed: prepared.placed, content: unchecked, atMs: clock.nowMs() });
