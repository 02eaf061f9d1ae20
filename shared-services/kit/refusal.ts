/**
 * The one error type that crosses the wire. Whatever a caller did wrong, or cannot have now, is a Refusal with a stable
 * code; each protocol says it in its own words at the door. Anything else that is thrown is our fault and is told to
 * nobody but the log.
 */
import type { RefusalStatus } from '../../reference-architecture/contract/language.ts';

/** One thing that is wrong with a message. A refusal carries all of them at once. */
export interface Fault {
  /** Stable code: a rule (R3018), a condition (C3021), a code list (CL718) or a schema fault (SCHEMA_REQUIRED). */
  readonly code: string;
  /** Where: property names and zero-based positions from the root of the message. */
  readonly path: readonly (string | number)[];
  /** What is wrong, for the person who has to mend it. Never contains the refused value of a personal-data element. */
  readonly message: string;
}

export interface RefusalFacts {
  /** Stable code, `ENTRY_LRN_USED`; listed in the operation's contract. */
  readonly code: string;
  readonly status: RefusalStatus;
  /** One sentence for the caller. */
  readonly title: string;
  readonly faults?: readonly Fault[];
  /** When it makes sense to ask again. */
  readonly retryAfterMs?: number;
  /** For our log only. */
  readonly detail?: string;
}

/** Of whom a proof spoke that was genuine, and refused all the same: for security events, and nobody else. */
export interface Proved {
  readonly partner?: string;
  readonly credential?: string;
  /** It was genuine once, and was suspended or revoked. */
  readonly withdrawn?: boolean;
}

export class Refusal extends Error {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly retryAfterMs: number | undefined;
  readonly detail: string | undefined;
  proved?: Proved;

  constructor(facts: RefusalFacts) {
    super(`${facts.code}: ${facts.title}`);
    this.name = 'Refusal';
    this.code = facts.code;
    this.status = facts.status;
    this.title = facts.title;
    this.faults = facts.faults ?? [];
    this.retryAfterMs = facts.retryAfterMs;
    this.detail = facts.detail;
  }
}

/** `/consignmentMasterLevel/consignmentHouseLevel/0/goodsItem/2` (RFC 6901). */
export const jsonPointer = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** `/IE3F32/consignmentMasterLevel/consignmentHouseLevel[1]/goodsItem[3]`: positions count from 1, as XPath does. */
export const xPath = (root: string, path: readonly (string | number)[]): string =>
  path.reduce<string>((whole, step) => whole + (typeof step === 'number' ? `[${step + 1}]` : `/${step}`), `/${root}`);
