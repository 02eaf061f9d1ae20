/** Tells the callers of a service that it will end, and what is there instead: in every answer, whatever the protocol. */
import type { PlacedOperation } from '../../reference-architecture/contract/language.ts';
import type { Answer } from './answer.ts';

/** The beginning of a day. */
const instantOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Deprecation (RFC 9745), Sunset (RFC 8594); the successor by its name, since its address depends on the protocol. */
export const endingHeaders = ({ service: { deprecated } }: Pick<PlacedOperation, 'service'>): Record<string, string> =>
  deprecated === undefined
    ? {}
    : {
        Deprecation: `@${instantOf(deprecated.since).getTime() / 1000}`,
        Sunset: instantOf(deprecated.sunset).toUTCString(),
        'Portorium-Replaced-By': deprecated.replacedBy,
      };

export const withEnding = (answer: Answer, placed: Pick<PlacedOperation, 'service'> | undefined): Answer =>
  placed?.service.deprecated === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, ...endingHeaders(placed) } };
