/** Looks at what came before the body. Node joins or drops repeated headers silently; here a repetition is a refusal. */
import type { IncomingMessage } from 'node:http';
import type { GatewayLimits } from './limits.ts';
import { refuse, refuseOne } from './refusals.ts';

/** Headers that decide something: two of them would let two readers understand two things. */
const single = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'conversation-id',
  'dpop',
  'host',
  'idempotency-key',
  'soapaction',
  'traceparent',
  'transfer-encoding',
  'x-jws-signature',
]);

/** @throws {Refusal} the address is too long, there are too many headers, or one of those that decide stands twice */
export const assertHeaders = ({ rawHeaders, url = '' }: IncomingMessage, limits: GatewayLimits): void => {
  if (url.length > limits.maxUrlLength) throw refuse('URL_TOO_LONG');
  if (rawHeaders.length / 2 > limits.maxHeaders) throw refuse('HEADERS_TOO_LARGE');
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) throw refuseOne('HEADER_REPEATED', `${name} stands more than once`);
    seen.add(name);
  }
};

/** `Application/JSON; charset=utf-8` -> `application/json`; empty without a content type. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();

const parameterForm = /;\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** Parameters of a content type, names in lower case. */
export const parametersOf = (contentType: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    [...(contentType ?? '').matchAll(parameterForm)].map(([, name, quoted, plain]) => [
      name!.toLowerCase(),
      quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/g, '$1'),
    ]),
  );

/** Whether an Accept header takes the media type at all; weights decide nothing where there is one type to give. */
const accepts = (accept: string, mediaType: string): boolean => {
  const group = `${mediaType.split('/', 1)[0]}/*`;
  return accept.split(',').some((range) => {
    const [name, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    return !refused && (name === mediaType || name === '*/*' || name === group);
  });
};

/** @throws {Refusal} the caller accepts none of the media types that can be given */
export const assertAccepts = ({ headers: { accept } }: IncomingMessage, mediaTypes: readonly string[]): void => {
  if (accept === undefined || accept === '*/*' || mediaTypes.includes(accept)) return;
  if (!mediaTypes.some((mediaType) => accepts(accept, mediaType))) throw refuse('NOT_ACCEPTABLE');
};

/**
 * @throws {Refusal} the content type is not one of those taken here, or names a character set other than UTF-8
 * @returns the media type
 */
export const assertContentType = (request: IncomingMessage, accepted: readonly string[]): string => {
  const contentType = request.headers['content-type'];
  const mediaType = mediaTypeOf(contentType);
  const charset = contentType?.includes('charset') ? parametersOf(contentType).get('charset') : undefined;
  const isUtf8 = charset === undefined || charset.toLowerCase() === 'utf-8' || charset.toLowerCase() === 'utf8';
  if (!accepted.includes(mediaType) || !isUtf8) {
    throw refuseOne('MESSAGE_TYPE_UNSUPPORTED', `taken here: ${accepted.join(', ')}, in UTF-8`);
  }
  return mediaType;
};
