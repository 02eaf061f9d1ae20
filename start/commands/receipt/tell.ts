/** A verdict in plain words. */
import type { Against, Verdict } from './verify.ts';

const line = (what: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`  ${what.padEnd(14)} ${value}`];

const parties: Readonly<Record<string, string>> = { untrusted: 'EORI', trusted: 'Member State' };

export const wordsOf = (verdict: Verdict, { message, subject }: Against): string[] => {
  if (!verdict.proven) return [`NOT PROVEN: ${verdict.reason}.`];
  const { claims, kid } = verdict;
  return [
    `PROVEN: ${claims.iss} accepted this message, at its gateway ${claims.gateway}.`,
    ...line('from', `${claims.party} (${parties[claims.circle] ?? claims.circle})`),
    ...line('accepted at', claims.acceptedAt),
    ...line('operation', `${claims.operation} (contract ${claims.contractVersion})`),
    ...line('MRN', claims.mrn),
    ...line('about', claims.reference),
    ...line('message', claims.messageId),
    ...line('conversation', claims.conversationId),
    ...line('SHA-256', claims.sha256 ?? 'none: the message had no body'),
    ...line('bytes', message === undefined ? undefined : 'the given file is exactly what was received'),
    ...line('acted', subject === undefined ? undefined : `${subject}, as the pseudonym shows`),
    ...line('key', kid),
    ...(message === undefined && claims.sha256 !== undefined
      ? ['The bytes were not compared: give them with --message.']
      : []),
  ];
};
