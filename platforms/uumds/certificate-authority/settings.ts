/** What the development authority is asked for. */
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { KeyType } from './keys.ts';

export interface DevelopmentSettings {
  /** Folder of the certificates; made where it is absent. */
  readonly directory: string;
  readonly clock: Clock;
  /** Country codes. */
  readonly memberStates: readonly string[];
  /** Host names and IP addresses under which servers are reached. */
  readonly hosts: readonly string[];
  /** Platforms that get a service certificate. */
  readonly services: readonly string[];
  readonly log: Logger;
  readonly keyType?: KeyType;
  /** Where UUM&DS serves revocation lists and answers about certificates, `http://127.0.0.1:8180/pki`; stands in new certificates. */
  readonly publicationUrl?: string;
  /** How long a revocation list counts, in milliseconds; seven days if not said. It is renewed when half of it is over. */
  readonly revocationListLifetimeMs?: number;
}

export type Settings = DevelopmentSettings & { readonly keyType: KeyType };
