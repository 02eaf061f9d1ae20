/**
 * Which certificates are revoked: the newest list of each authority, in memory, asked on every message. What happens when
 * a list is late is written in platforms/uumds/certificate-authority/revocation-policy.md.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import { type RevocationList, readRevocationList, serialOf } from './revocation-list.ts';

export interface RevocationPolicy {
  /** How long the last list of an authority still counts after its successor was due. */
  readonly graceMs: number;
  /**
   * `hard`: a certificate of an authority without a list is refused. `where-published`: it is accepted, with an alarm;
   * for authorities that publish no lists. A list that was seen once and is too old refuses under both.
   */
  readonly mode: 'hard' | 'where-published';
}

export const defaultRevocationPolicy: RevocationPolicy = { graceMs: 24 * 60 * 60 * 1000, mode: 'hard' };

/** What is known of one authority's list. */
export interface RevocationState {
  /** Name of the authority, and its number where several have one name: generations of it. */
  readonly name: string;
  readonly number: bigint;
  readonly nextUpdateMs: number;
  readonly revoked: number;
}

export interface Revocation {
  /**
   * Until when the answer holds, in milliseconds since the epoch.
   * @throws Refusal CERTIFICATE_REVOKED (unauthenticated), REVOCATION_UNKNOWN (unavailable)
   */
  assertNotRevoked(serialNumber: string, issuer: X509Certificate): number;
  /** Takes lists, each whole; older ones than those known, unsigned and unreadable ones are left out, and logged. */
  take(lists: ReadonlyMap<string, Buffer>, authorities: readonly X509Certificate[]): boolean;
  readonly states: () => readonly RevocationState[];
}

export interface RevocationParts {
  readonly policy: RevocationPolicy;
  readonly clock: Clock;
  readonly log: Logger;
}

export const revoked = (detail: string): Refusal =>
  new Refusal({
    code: 'CERTIFICATE_REVOKED',
    status: 'unauthenticated',
    title: 'The certificate was revoked by its authority.',
    detail,
  });

const unknown = (detail: string) =>
  new Refusal({
    code: 'REVOCATION_UNKNOWN',
    status: 'unavailable',
    title: 'It cannot be told now whether the certificate was revoked. Send the same message again later.',
    retryAfterMs: 60_000,
    detail,
  });

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('base64');

const nameOf = ({ subject }: X509Certificate): string => (subject.split('\n').at(-1) ?? subject).replace(/^CN=/, '');

export const createRevocation = ({ policy, clock, log }: RevocationParts): Revocation => {
  let byIssuer: ReadonlyMap<string, RevocationList> = new Map();

  /** What was read last, by its bytes: a list that has not changed is not read again. */
  let byContent: ReadonlyMap<string, RevocationList> = new Map();

  const readOne = (content: Buffer, authorities: readonly X509Certificate[]): RevocationList => {
    const earlier = byContent.get(hashOf(content));
    const isKnown = authorities.some(({ fingerprint256 }) => fingerprint256 === earlier?.issuer.fingerprint256);
    return earlier !== undefined && isKnown ? earlier : readRevocationList(content, authorities);
  };

  const readAll = (lists: ReadonlyMap<string, Buffer>, authorities: readonly X509Certificate[]) => {
    const read = new Map<string, RevocationList>();
    const contents = new Map<string, RevocationList>();
    for (const [source, content] of lists) {
      try {
        const list = readOne(content, authorities);
        contents.set(hashOf(content), list);
        const known = read.get(list.issuer.fingerprint256);
        if (known === undefined || known.number < list.number) read.set(list.issuer.fingerprint256, list);
      } catch (error) {
        log.error({ source, err: error }, 'a revocation list is not taken');
      }
    }
    byContent = contents;
    return read;
  };

  /** A list that is older than the one known would bring a revoked certificate back. */
  const newest = (read: ReadonlyMap<string, RevocationList>, authorities: readonly X509Certificate[]) => {
    const next = new Map<string, RevocationList>();
    for (const { fingerprint256 } of authorities) {
      const [known, offered] = [byIssuer.get(fingerprint256), read.get(fingerprint256)];
      const list = offered === undefined || (known !== undefined && known.number >= offered.number) ? known : offered;
      if (list !== undefined) next.set(fingerprint256, list);
      if (known !== undefined && offered !== undefined && offered.number < known.number)
        log.warn({ issuer: nameOf(known.issuer) }, 'an older revocation list than the one known is left out');
    }
    return next;
  };

  const warnOfLate = ({ issuer, nextUpdateMs }: RevocationList) => {
    if (nextUpdateMs < clock.nowMs())
      log.error(
        {
          issuer: nameOf(issuer),
          nextUpdate: new Date(nextUpdateMs).toISOString(),
          graceHours: policy.graceMs / 3.6e6,
        },
        'the revocation list is late: after the grace period certificates of this authority are refused',
      );
  };

  const warnOfMissing = (next: ReadonlyMap<string, RevocationList>, authorities: readonly X509Certificate[]) => {
    const consequence = policy.mode === 'hard' ? 'are refused' : 'count, whether they were revoked or not';
    for (const issuer of authorities)
      if (!next.has(issuer.fingerprint256))
        log.error(
          { issuer: nameOf(issuer) },
          `there is no revocation list of this authority: its certificates ${consequence}`,
        );
  };

  return {
    assertNotRevoked: (serialNumber, issuer) => {
      const list = byIssuer.get(issuer.fingerprint256);
      if (list === undefined) {
        if (policy.mode === 'hard') throw unknown(`no revocation list of ${nameOf(issuer)}`);
        return Number.POSITIVE_INFINITY;
      }
      const entry = list.revoked.get(serialOf(serialNumber));
      if (entry !== undefined) throw revoked(`${serialNumber} of ${nameOf(issuer)}: ${entry.reason}`);
      const untilMs = list.nextUpdateMs + policy.graceMs;
      if (untilMs <= clock.nowMs()) throw unknown(`the revocation list of ${nameOf(issuer)} is too old`);
      return untilMs;
    },
    take: (lists, authorities) => {
      const next = newest(readAll(lists, authorities), authorities);
      for (const list of next.values()) warnOfLate(list);
      warnOfMissing(next, authorities);
      const changed =
        next.size !== byIssuer.size || [...next].some(([issuer, list]) => byIssuer.get(issuer)?.number !== list.number);
      byIssuer = next;
      return changed;
    },
    states: () =>
      [...byIssuer.values()].map(({ issuer, number, nextUpdateMs, revoked: entries }, position, all) => {
        const earlier = all.slice(0, position).filter((one) => nameOf(one.issuer) === nameOf(issuer)).length;
        return { name: `${nameOf(issuer)} ${earlier + 1}`, number, nextUpdateMs, revoked: entries.size };
      }),
  };
};
