/** The name of a message within the platform: whose it is, which operation takes it, and what its sender calls it. */

const prefixOf = (party: string, operation: string): string => `${party}/${operation}/`;

/** @param operation name without its application, `fileIE3F32` */
export const messageName = (party: string, operation: string, given: string): string =>
  `${prefixOf(party, operation)}${given}`;

/** What the sender calls it. */
export const givenName = (messageId: string, party: string, operation: string): string => {
  const prefix = prefixOf(party, operation);
  return messageId.startsWith(prefix) ? messageId.slice(prefix.length) : messageId;
};
