/** The bytes of a message, within the limits: text of JSON as it is, XML as a document. */
import { hasBody, readBody } from '../body.ts';
import { assertContentType } from '../headers.ts';
import type { GatewayLimits } from '../limits.ts';
import { readXml } from '../reading.ts';
import { malformed } from '../refusals.ts';
import { type SoapVersion, soapMediaTypes } from '../soap/names.ts';
import type { Authenticated, RestIdentified, SoapIdentified, SoapTaken, Taken, Throttled } from './stages.ts';

export interface TakeParts {
  readonly limits: GatewayLimits;
}

const json = ['application/json'];
const soapTypes = Object.values(soapMediaTypes);

const bodyOf = async ({ request, match }: RestIdentified, limits: GatewayLimits) => {
  if (!hasBody(request)) return undefined;
  if (match.route.rest.method === 'GET') throw malformed('BODY_UNEXPECTED', 'a question by GET has no body');
  assertContentType(request, json);
  return readBody(request, limits);
};

export const takeJson =
  ({ limits }: TakeParts) =>
  async <S extends RestIdentified & Authenticated & Throttled>(stage: S): Promise<S & Taken> => {
    const received = await bodyOf(stage, limits);
    return { ...stage, ...(received === undefined ? {} : { received }) };
  };

const versionOf = (mediaType: string): SoapVersion => (mediaType === soapMediaTypes['1.1'] ? '1.1' : '1.2');

export const takeXml =
  ({ limits }: TakeParts) =>
  async <S extends SoapIdentified & Authenticated & Throttled>(stage: S): Promise<S & SoapTaken> => {
    const promised = versionOf(assertContentType(stage.request, soapTypes));
    const received = await readBody(stage.request, limits);
    return { ...stage, promised, received, root: readXml(received.text, limits) };
  };
