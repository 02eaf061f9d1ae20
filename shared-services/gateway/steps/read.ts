/** Text to content, within the limits. */
import { parametersOf } from '../headers.ts';
import type { GatewayLimits } from '../limits.ts';
import type { PreparedOf } from '../prepared.ts';
import { readJson } from '../reading.ts';
import { restContent } from '../rest-request.ts';
import { type Addressing, assertAnsweredHere, readAddressing } from '../soap/addressing.ts';
import { readEnvelope, type Understands } from '../soap/envelope.ts';
import type { SoapVersion } from '../soap/names.ts';
import { messageIn, operationFor } from '../soap-routes.ts';
import type {
  Authenticated,
  Read,
  RestIdentified,
  Sealed,
  SoapIdentified,
  SoapRead,
  SoapTaken,
  Taken,
} from './stages.ts';

export interface ReadParts {
  readonly limits: GatewayLimits;
  readonly preparedOf: PreparedOf;
}

export interface ReadSoapParts extends ReadParts {
  /** Headers on which the gateway acts. */
  readonly understands: Understands;
}

const headerOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const idIn = (givenId: string | undefined) => (givenId === undefined ? {} : { givenId });

export const readJsonOf =
  ({ limits, preparedOf }: ReadParts) =>
  <S extends RestIdentified & Authenticated & Taken & Sealed>(stage: S): S & Read => {
    const { received } = stage;
    const body = received === undefined ? undefined : readJson(received.text, limits);
    return {
      ...stage,
      prepared: preparedOf(stage.match.route.placed),
      unchecked: restContent(stage.match, body),
      structureFaults: [],
      ...idIn(headerOf(stage.request.headers['idempotency-key'])),
    };
  };

/** `"urn:portorium:mailbox:1:listMessages"` without its quotes. */
const soapActionOf = (value: string | string[] | undefined): string | undefined =>
  headerOf(value)
    ?.trim()
    .replace(/^"(.*)"$/, '$1');

/** Version 1.1 names the action in a header of its own, version 1.2 in the content type; both may also by wsa:Action. */
const actionsOf = (
  { request }: SoapIdentified,
  version: SoapVersion,
  { action }: Addressing,
): readonly (string | undefined)[] => [
  version === '1.1'
    ? soapActionOf(request.headers.soapaction)
    : parametersOf(request.headers['content-type']).get('action'),
  action,
];

/** The envelope as it was signed, where it was signed. */
export const readEnvelopeOf =
  ({ preparedOf, understands }: Omit<ReadSoapParts, 'limits'>) =>
  <S extends SoapIdentified & Authenticated & SoapTaken & Sealed>(stage: S): S & SoapRead => {
    const versions = stage.service.versions.filter((one) => one === stage.promised);
    const envelope = readEnvelope(stage.root, { versions, understands });
    const addressing = readAddressing(envelope.headers);
    assertAnsweredHere(addressing);
    const route = operationFor(stage.service, envelope.content, actionsOf(stage, stage.promised, addressing));
    const prepared = preparedOf(route.placed);
    const { content, faults } = prepared.requestXml.read(messageIn(route, envelope.content));
    const givenId = addressing.messageId ?? headerOf(stage.request.headers['idempotency-key']);
    const read = { envelope, addressing, route, prepared, unchecked: content, structureFaults: faults };
    return { ...stage, ...read, ...idIn(givenId) };
  };
