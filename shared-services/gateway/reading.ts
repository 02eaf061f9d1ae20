/** Text to JSON or XML within the limits; what cannot be read is a refusal that says where. */
import { JsonRefused, parseJson } from '../../reference-architecture/contract/json.ts';
import { parseXml, type XmlElement, XmlRefused } from '../../reference-architecture/contract/xml/parse.ts';
import type { GatewayLimits } from './limits.ts';
import { refuse } from './refusals.ts';

const notWellFormed = (thrown: unknown): unknown =>
  thrown instanceof JsonRefused || thrown instanceof XmlRefused
    ? refuse('MESSAGE_MALFORMED', { faults: [{ code: thrown.code, path: [], message: thrown.message }] })
    : thrown;

/** @throws {Refusal} not JSON, or too deep */
export const readJson = (text: string, { maxJsonDepth }: GatewayLimits): unknown => {
  try {
    return parseJson(text, { maxDepth: maxJsonDepth });
  } catch (thrown) {
    throw notWellFormed(thrown);
  }
};

/** @throws {Refusal} not XML, something in it that is never taken (DTD, entities), or beyond a limit */
export const readXml = (text: string, { xml }: GatewayLimits): XmlElement => {
  try {
    return parseXml(text, xml);
  } catch (thrown) {
    throw notWellFormed(thrown);
  }
};
