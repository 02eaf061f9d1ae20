/** What a gateway takes from a stranger: one set of limits for every protocol. */
import { defaultXmlLimits, type XmlLimits } from '../../reference-architecture/contract/xml/parse.ts';

export interface GatewayLimits {
  /** Of the body, in bytes. */
  readonly maxBytes: number;
  /** From the first look at the body to its last byte. */
  readonly bodyTimeoutMs: number;
  readonly maxJsonDepth: number;
  readonly xml: XmlLimits;
  /** All header lines together, in bytes. */
  readonly maxHeaderBytes: number;
  /** Number of header lines. */
  readonly maxHeaders: number;
  /** Path and query, in characters. */
  readonly maxUrlLength: number;
  /** From the opening of the connection to the end of the headers. */
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to its last. */
  readonly requestTimeoutMs: number;
  /** How long a connection without a request stays open. */
  readonly keepAliveTimeoutMs: number;
  readonly maxConnections: number;
  /** How long requests under way may take after the order to stop. */
  readonly stopGraceMs: number;
}

export const defaultLimits: GatewayLimits = {
  maxBytes: 8 * 1024 * 1024,
  bodyTimeoutMs: 20_000,
  maxJsonDepth: 64,
  xml: defaultXmlLimits,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  maxUrlLength: 2048,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 20_000,
  maxConnections: 20_000,
  stopGraceMs: 10_000,
};

/** The default limits, with some of them set. */
export const limitsWith = (some: Partial<GatewayLimits> = {}): GatewayLimits => {
  const limits = { ...defaultLimits, ...some };
  const wrong = Object.entries(limits).filter(([, value]) => typeof value === 'number' && !(value > 0));
  if (wrong.length > 0) throw new Error(`limits must be greater than zero: ${wrong.map(([name]) => name).join(', ')}`);
  return limits;
};
