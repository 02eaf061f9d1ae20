/** Revocation lists from addresses: fetched every quarter of an hour; what was fetched last stays until there is another. */
import type { CertificateOptions } from '../certificates.ts';

const everyMs = 15 * 60 * 1000;
const timeoutMs = 10_000;
const maxBytes = 32 * 1024 * 1024;

const fetchList = async (url: string): Promise<Buffer> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Error(`is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

type FetchedLists = () => Promise<ReadonlyMap<string, Buffer>>;

/** No answer is no reason to stop: whether the list at hand may still be used is said by its own date. */
export const createFetchedLists = ({ listUrls, clock, log }: CertificateOptions): FetchedLists => {
  const lists = new Map<string, Buffer>();
  let nextMs = 0;
  const fetchInto = async (url: string): Promise<void> => {
    try {
      lists.set(url, await fetchList(url));
    } catch (error) {
      log.error({ url, err: error }, 'a revocation list could not be fetched; the one at hand is used');
    }
  };
  return async () => {
    if (clock.nowMs() < nextMs) return lists;
    nextMs = clock.nowMs() + everyMs;
    await Promise.all(listUrls.map(fetchInto));
    return new Map(lists);
  };
};
