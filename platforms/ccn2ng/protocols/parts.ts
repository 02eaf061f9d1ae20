/** What every protocol needs to answer. */
import type { Admission } from '../../../shared-services/gateway/admission.ts';
import type { SecurityNotes } from '../../../shared-services/gateway/security-notes.ts';
import type { AddressGuard } from '../../../shared-services/gateway/throttling/guard.ts';
import type { Standing } from '../../../shared-services/kit/identity/standing.ts';
import type { Trust } from '../../../shared-services/kit/identity/trust.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import type { Receive } from '../receive.ts';

export interface ProtocolParts {
  readonly receive: Receive;
  readonly admission: Admission;
  /** Asked again where an answer goes on for long. */
  readonly trust: Trust;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly addresses?: AddressGuard;
  readonly notes?: SecurityNotes;
  readonly partners?: Pick<Standing, 'isBarred'>;
}
