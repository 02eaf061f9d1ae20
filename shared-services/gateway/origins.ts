/** Under which addresses callers reach a gateway: what a proof of possession must name (RFC 9449, 4.3). */
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * @param url where the gateway listens
 * @param publicUrl where callers reach it, if that is another address; then nothing else counts
 */
export const originsOf = (url: string, publicUrl?: string): string[] => {
  if (publicUrl !== undefined) return [new URL(publicUrl).origin];
  const { protocol, hostname, port, origin } = new URL(url);
  if (!loopback.has(hostname)) return [origin];
  return [...loopback].map((name) => new URL(`${protocol}//${name}:${port}`).origin);
};
