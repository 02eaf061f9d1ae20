/** Bytes to content, within the limits. */
import { hasBody, readBody } from '../../../shared-services/gateway/body.ts';
import { assertContentType, parametersOf } from '../../../shared-services/gateway/headers.ts';
import type { GatewayLimits } from '../../../shared-services/gateway/limits.ts';
import type { PreparedOf } from '../../../shared-services/gateway/prepared.ts';
import { readJson, readXml } from '../../../shared-services/gateway/reading.ts';
import { malformed } from '../../../shared-services/gateway/refusals.ts';
import { restContent } from '../../../shared-services/gateway/rest-request.ts';
import {
  type Addressing,
  assertAnsweredHere,
  readAddressing,
} from '../../../shared-services/gateway/soap/addressing.ts';
import { readEnvelope, understandsAddressing } from '../../../shared-services/gateway/soap/envelope.ts';
import { type SoapVersion, soapMediaTypes } from '../../../shared-services/gateway/soap/names.ts';
import { messageIn, operationFor } from '../../../shared-services/gateway/soap-routes.ts';
import type { Authenticated, Read, RestIdentified, SoapIdentified, SoapRead, Throttled } from '../stages.ts';

export interface ReadParts {
  readonly limits: GatewayLimits;
  readonly preparedOf: PreparedOf;
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
  ({ limits, preparedOf }: ReadParts) =>
  async (stage: SoapIdentified & Authenticated & Throttled): Promise<typeof stage & SoapRead> => {
    const version = versionOf(assertContentType(stage.request, soapTypes));
    const received = await readBody(stage.request, limits);
    const versions = stage.service.versions.filter((one) => one === version);
    const root = readXml(received.text, limits);
    const envelope = readEnvelope(root, { versions, understands: understandsAddressing });
    const addressing = readAddressing(envelope.headers);
    assertAnsweredHere(addressing);
    const route = operationFor(stage.service, envelope.content, actionsOf(stage, version, addressing));
    const prepared = preparedOf(route.placed);
    const { content, faults } = prepared.requestXml.read(messageIn(route, envelope.content));
    const givenId = addressing.messageId ?? headerOf(stage.request.headers['idempotency-key']);
    return {
      ...stage,
      envelope,
      addressing,
      route,
      prepared,
      unchecked: content,
      structureFaults: faults,
      received,
      ...idIn(givenId),
    };
  };
