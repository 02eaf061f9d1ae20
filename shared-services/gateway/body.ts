/** Reads a body as it arrives, and stops at the first byte too many: nothing is kept of what will be refused. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { type Received, sha256Hex } from '../kit/call.ts';
import { malformed, refuse, refuseOne } from './refusals.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  readonly bodyTimeoutMs: number;
}

/** Whether the request says that a body follows. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const compressed = {
  code: 'CONTENT_ENCODING',
  path: [],
  message: 'compressed content is not taken: send the message as it is (identity)',
};

/** What can be refused before a byte of the body is read. */
export const assertBodyAcceptable = ({ headers }: IncomingMessage, { maxBytes }: BodyLimits): void => {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw refuse('MESSAGE_TYPE_UNSUPPORTED', { faults: [compressed] });
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
};

const tooLarge = (maxBytes: number) => refuseOne('MESSAGE_TOO_LARGE', `at most ${maxBytes} bytes are taken`);

const collect = (request: IncomingMessage, { maxBytes, bodyTimeoutMs }: BodyLimits): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => finish(() => reject(refuse('MESSAGE_TOO_SLOW'))), bodyTimeoutMs);
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) finish(() => reject(tooLarge(maxBytes)));
      else chunks.push(chunk);
    };
    const end = () => finish(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes)));
    const cut = () => finish(() => reject(malformed('CUT_SHORT', 'the message ended before its end')));
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('close', cut).off('error', cut);
      // A connection that breaks after we lost interest is nobody's failure.
      request.on('error', () => {});
      settle();
    };
    request.on('data', take).on('end', end).on('close', cut).on('error', cut);
  });

/**
 * The whole body as it came.
 *
 * @throws {Refusal} compressed, too large, too slow or cut short
 */
export const readBytes = async (request: IncomingMessage, limits: BodyLimits): Promise<Buffer> => {
  assertBodyAcceptable(request, limits);
  return collect(request, limits);
};

/**
 * The whole body as text, with its hash.
 *
 * @throws {Refusal} compressed, too large, too slow, cut short, or not UTF-8
 */
export const readBody = async (request: IncomingMessage, limits: BodyLimits): Promise<Received> => {
  const bytes = await readBytes(request, limits);
  if (!isUtf8(bytes)) throw malformed('NOT_UTF8', 'the message is not UTF-8');
  return { contentType: request.headers['content-type'] ?? '', text: bytes.toString('utf8'), sha256: sha256Hex(bytes) };
};
