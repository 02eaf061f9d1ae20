/** Bytes to content, within the limits. */
import { hasBody, readBody } from '../body.ts';
import { assertContentType, parametersOf } from '../headers.ts';
import type { GatewayLimits } from '../limits.ts';
import type { PreparedOf } from '../prepared.ts';
import { readJson, readXml } from '../reading.ts';
import { malformed } from '../refusals.ts';
import { restContent } from '../rest-request.ts';
import { type Addressing, assertAnsweredHere, readAddressing } from '../soap/addressing.ts';
import { readEnvelope, type Understands } from '../soap/envelope.ts';
import { type SoapVersion, soapMediaTypes } from '../soap/names.ts';
import { messageIn, operationFor } from '../soap-routes.ts';
import type { Authenticated, Read, RestIdentified, SoapIdentified, SoapRead, Throttled } from './stages.ts';

export interface ReadParts {
  readonly limits: GatewayLimits;
  readonly preparedOf: PreparedOf;
}

export interface ReadSoapParts extends ReadParts {
  /** Headers on which the gateway acts. */
  readonly understands: Understands;
}

const json = ['application/json'];

const bodyOf = async ({ request, match }: RestIdentified, limits: GatewayLimits) => {
  if (!hasBody(request)) return undefined;
  if (match.route.rest.method === 'GET') throw malformed('BODY_UNEXPECTED', 'a question by GET has no body');
  assertContentType(request, json);
  return readBody(request, limits);
};

const headerOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const idIn = (givenId: string | undefined) => (givenId === undefined ? {} : { givenId });

export const readJsonOf =
  ({ limits, preparedOf }: ReadParts) =>
  async (stage: RestIdentified & Authenticated & Throttled): Promise<typeof stage & Read> => {
    const received = await bodyOf(stage, limits);
    const body = received === undefined ? undefined : readJson(received.text, limits);
    return {
      ...stage,
      prepared: preparedOf(stage.match.route.placed),
      unchecked: restContent(stage.match, body),
      structureFaults: [],
      ...(received === undefined ? {} : { received }),
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

const soapTypes = Object.values(soapMediaTypes);

const versionOf = (mediaType: string): SoapVersion => (mediaType === soapMediaTypes['1.1'] ? '1.1' : '1.2');

export const readEnvelopeOf =
  ({ limits, preparedOf, understands }: ReadSoapParts) =>
  async (stage: SoapIdentified & Authenticated & Throttled): Promise<typeof stage & SoapRead> => {
    const version = versionOf(assertContentType(stage.request, soapTypes));
    const received = await readBody(stage.request, limits);
    const versions = stage.service.versions.filter((one) => one === version);
    const envelope = readEnvelope(readXml(received.text, limits), { versions, understands });
    const addressing = readAddressing(envelope.headers);
    assertAnsweredHere(addressing);
    const route = operationFor(stage.service, envelope.content, actionsOf(stage, version, addressing));
    const prepared = preparedOf(route.placed);
    const { content, faults } = prepared.requestXml.read(messageIn(route, envelope.content));
    const givenId = addressing.messageId ?? headerOf(stage.request.headers['idempotency-key']);
    const read = { envelope, addressing, route, prepared, unchecked: content, structureFaults: faults, received };
    return { ...stage, ...read, ...idIn(givenId) };
  };
