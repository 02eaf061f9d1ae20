/** What a door is given, and what it gives. */

import type { Application } from '../../../reference-architecture/contract/language.ts';
import type { AuditLog } from '../../../shared-services/audit/audit-log.ts';
import type { Receipts } from '../../../shared-services/gateway/receipts/giving.ts';
import type { SecurityNotes } from '../../../shared-services/gateway/security-notes.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Host } from '../../../shared-services/kit/host/host.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import type { SecurityEvents } from '../../../shared-services/kit/security-events.ts';
import type { CodeLists } from '../../../shared-services/reference-data/lookup.ts';
import type { PlatformCertificates } from '../../certificates.ts';
import type { PlatformSettings } from '../../settings.ts';
import type { Databases } from '../databases.ts';

export interface DoorParts {
  readonly host: Host;
  readonly catalogue: readonly Application[];
  readonly codeLists: CodeLists;
  readonly databases: Databases;
  readonly certificates: PlatformCertificates;
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  /** Issuer of the tokens; UUM&DS, when it starts here, says its own. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** What the door notes for security. */
  readonly notes: SecurityNotes;
  readonly securityEvents: SecurityEvents;
  /** Of a gateway. */
  readonly receipts?: Receipts;
  /** Where the shared services run. */
  readonly auditLog?: AuditLog;
}

export interface Door {
  /** Name of what listens, and where. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly issuer?: string;
  stop(): Promise<void>;
}

export type OpenDoor = (parts: DoorParts) => Promise<Door>;
