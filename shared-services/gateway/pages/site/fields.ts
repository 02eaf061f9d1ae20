/** What was entered into a form: texts, and files as bytes. Nothing of it is believed. */
import type { IncomingMessage } from 'node:http';
import { readBytes } from '../../body.ts';
import { mediaTypeOf } from '../../headers.ts';
import type { GatewayLimits } from '../../limits.ts';
import { malformed, refuseOne } from '../../refusals.ts';

export interface Fields {
  /** Without spaces around it; empty where there is none. */
  text(name: string): string;
  /** All that were chosen. */
  all(name: string): readonly string[];
  /** Undefined where none was chosen. */
  file(name: string): Uint8Array | undefined;
}

interface Entries {
  getAll(name: string): readonly unknown[];
}

const fieldsOf = (entries: Entries, files: ReadonlyMap<string, Uint8Array>): Fields => {
  const texts = (name: string) => entries.getAll(name).filter((one): one is string => typeof one === 'string');
  return {
    // Browsers write every line break as CR LF.
    text: (name) => (texts(name)[0] ?? '').replaceAll('\r\n', '\n').trim(),
    all: texts,
    file: (name) => files.get(name),
  };
};

export const noFields: Fields = fieldsOf(new URLSearchParams(), new Map());

/** For pages that are asked for with a question: filters, and links that fill a form in. */
export const fieldsOfQuery = (query: string): Fields => fieldsOf(new URLSearchParams(query), new Map());

const maxFormBytes = 256 * 1024;
const typeOfForms = 'application/x-www-form-urlencoded';

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('NOT_UTF8', 'the form is not UTF-8');
  }
};

const parts = async (bytes: Buffer, contentType: string): Promise<FormData> => {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw refuseOne('MESSAGE_MALFORMED', 'the form cannot be read');
  }
};

/** @throws {Refusal} too large, too slow, or no form */
export const readFields = async (request: IncomingMessage, limits: GatewayLimits): Promise<Fields> => {
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = mediaTypeOf(contentType);
  if (mediaType !== typeOfForms && mediaType !== 'multipart/form-data')
    throw refuseOne('MESSAGE_TYPE_UNSUPPORTED', 'a form is taken here');
  const bytes = await readBytes(request, { ...limits, maxBytes: Math.min(limits.maxBytes, maxFormBytes) });
  if (mediaType === typeOfForms) return fieldsOf(new URLSearchParams(decode(bytes)), new Map());
  const form = await parts(bytes, contentType);
  const files = new Map<string, Uint8Array>();
  for (const [name, value] of form)
    if (typeof value !== 'string' && value.size > 0) files.set(name, new Uint8Array(await value.arrayBuffer()));
  return fieldsOf(form, files);
};
