/** A security event: what a door has noted, and what it means. */
import { type Source, sourceOf } from './correlate.ts';
import { kindOf } from './kinds.ts';
import type { Severity } from './severity.ts';

/** As a process hands it on. */
export interface Noted {
  readonly at: string;
  readonly code: string;
  readonly fault?: readonly string[];
  readonly count: number;
  readonly circle?: string;
  readonly partner?: string;
  readonly credential?: string;
  readonly address?: string;
  readonly protocol?: string;
  readonly operation?: string;
  readonly conversationId?: string;
  readonly detail?: string;
}

export interface SecurityEvent extends Omit<Noted, 'fault' | 'circle'>, Source {
  readonly platform: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly country?: string;
}

/** Undefined where it is none after all. */
export const eventOf = (
  { fault, circle: _, ...noted }: Noted,
  platform: string,
  countryOf: (address: string) => string | undefined,
): SecurityEvent | undefined => {
  const kind = kindOf(noted.code, fault);
  if (kind === undefined) return undefined;
  const country = noted.address === undefined ? undefined : countryOf(noted.address);
  return {
    ...noted,
    ...kind,
    platform,
    ...(country === undefined ? {} : { country }),
    ...sourceOf({ ...noted, platform }),
  };
};
