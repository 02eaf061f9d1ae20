/** What UUM&DS is told when it is started. */
import type { Pool } from 'pg';
import type { HandshakeParts } from '../../shared-services/gateway/handshakes.ts';
import type { IsProxy } from '../../shared-services/gateway/throttling/address.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Carry } from '../../shared-services/kit/rpc/calls.ts';
import type { SecurityEvents } from '../../shared-services/kit/security-events.ts';
import type { TlsMaterial } from './certificate-authority/certificates.ts';
import type { DevelopmentSettings } from './certificate-authority/settings.ts';
import type { RotationPolicy } from './keys/key-ring.ts';
import type { RealmSettings } from './realm.ts';

export interface UumdsSettings {
  /** Of the component `uumds`, whose schema has `storage/migrations`. */
  readonly pool: Pool;
  /** Without it the server speaks plain HTTP, and only to this machine. */
  readonly certificates?: Pick<TlsMaterial, 'key' | 'cert'>;
  /** 0 for any that is free. */
  readonly port: number;
  readonly host: string;
  /** Folder of keys and demonstration secrets; made where it is absent. */
  readonly dataDirectory: string;
  /** Address by which others reach the server, without a path, where it differs from host and port. */
  readonly baseUrl?: string;
  /** Proxies whose X-Forwarded-For is believed; none unless said. */
  readonly isProxy?: IsProxy;
  readonly clock: Clock;
  readonly log: Logger;
  /** Addresses of the pages to which people return. */
  readonly realm?: RealmSettings;
  readonly accessTokenLifetimeSeconds?: number;
  /** When signing keys change. */
  readonly keyRotation?: RotationPolicy;
  /** How often it is looked whether keys are due, or were changed by the command. */
  readonly lookAtKeysEveryMs?: number;
  /** Passes calls of this platform on, `host.carryFrom('uumds')`; without it there are no API clients of operators. */
  readonly carry?: Carry;
  /** Where failed sign-ins are noted for security; nowhere if not said. */
  readonly securityEvents?: Pick<SecurityEvents, 'note'>;
  /** Of handshakes at both doors: who may begin one, and where those that fail are noted. */
  readonly handshakes?: Pick<HandshakeParts, 'connections' | 'notes'>;
  readonly mutualTls?: MutualTlsSettings;
  /** Deadline of requests to national providers. */
  readonly nationalDeadlineMs?: number;
  /** The development authority whose revocation lists and answers are served below `/pki`. */
  readonly authority?: DevelopmentSettings;
}

/** A second door for systems that prove themselves with a certificate, which people are never asked for. */
export interface MutualTlsSettings {
  readonly certificates: Pick<TlsMaterial, 'key' | 'cert'> & {
    /** The authority's answer about the certificate, shown in handshakes. */
    readonly stapled?: () => Buffer | undefined;
  };
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

export const defaultAccessTokenLifetimeSeconds = 300;
