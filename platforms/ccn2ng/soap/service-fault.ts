/**
 * A refusal in the words of the official contract: the ServiceFault that QueryENS declares (BusinessObjects/ICS/Common/V1).
 * It stands before our problem, for JAX-WS looks at the first element of a detail, and takes any `Fault` for that of CCN2.
 */
import { escapeText } from '../../../reference-architecture/contract/xml/escape.ts';
import { type Refusal, xPath } from '../../../shared-services/kit/refusal.ts';

const objects = 'http://xmlns.ec.eu/BusinessObjects/ICS';

/** What every wrong place is told with; the schema knows no limit, a developer's patience does. */
const most = 100;

interface Entry {
  readonly code: string;
  readonly reason: string;
  readonly pointer?: string;
}

const entriesOf = ({ code, title, faults = [] }: Refusal, root: string | undefined): Entry[] =>
  faults.length === 0
    ? [{ code, reason: title }]
    : faults.slice(0, most).map((fault) => ({
        code: fault.code,
        reason: `${title} ${fault.message}`,
        ...(root === undefined || fault.path.length === 0 ? {} : { pointer: xPath(root, fault.path) }),
      }));

/** Code and reason are in no namespace: the schema that has them does not qualify its elements. */
const written = ({ code, reason, pointer }: Entry, time: string): string =>
  `<s:ServiceFaultList><errorCode>${escapeText(code, 'errorCode')}</errorCode>` +
  `<errorReason>${escapeText(reason, 'errorReason')}</errorReason><b:severity>Error</b:severity>` +
  `<b:eventTimestamp>${time}</b:eventTimestamp>` +
  `${pointer === undefined ? '' : `<b:errorPointer>${escapeText(pointer, 'errorPointer')}</b:errorPointer>`}</s:ServiceFaultList>`;

/** @param root element of the refused message, where XPaths begin; absent: the message was not read so far */
export const writeServiceFault = (refusal: Refusal, root: string | undefined, nowMs: number): string => {
  const time = new Date(nowMs).toISOString();
  const entries = entriesOf(refusal, root).map((entry) => written(entry, time));
  return (
    `<s:ServiceFault xmlns:s="${objects}/Common/V1" xmlns:b="${objects}/ServiceFaultBasicType/V1">` +
    `${entries.join('')}</s:ServiceFault>`
  );
};
