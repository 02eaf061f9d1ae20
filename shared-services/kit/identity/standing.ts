/**
 * Who may no longer be believed, in the memory of a gateway: asked on every request, without waiting. The copy is fed by
 * UUM&DS as soon as something changes. A copy that is too old is not believed: then nobody is, until the feed is back.
 */
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import { ChallengeRefusal } from './challenge.ts';

/** What two people have withdrawn, or blocked: whole partners, clients, accounts; certificates of any kind. */
export type BarKind = 'party' | 'certificate' | 'barred-client' | 'barred-account';

export interface StandingChange {
  readonly kind: 'client' | 'subject' | 'session' | 'seal' | BarKind;
  readonly id: string;
  /** False: nothing of it is believed. */
  readonly believed: boolean;
  /** Tokens of it that were issued before are not believed. `2026-11-21T08:00:00Z` */
  readonly issuedBefore?: string;
  /** Of a bar: it ends by itself then. */
  readonly until?: string;
}

export interface StandingNews {
  readonly revision: string;
  /** This is everything: what is not listed is believed. */
  readonly whole: boolean;
  readonly change?: readonly StandingChange[];
}

/** Waits for news since a revision, `waitMs` at most. */
export type WatchStanding = (since: string | undefined, waitMs: number) => Promise<StandingNews>;

/** What a token says of those who stand behind it. */
export interface Holder {
  readonly clientId: string;
  readonly subject: string;
  readonly sessionId?: string;
  readonly issuedAtMs: number;
  readonly confirmation?: { readonly certificateThumbprint?: string };
}

/** A token; a client, whatever it shows; a seal, by the SHA-256 of its certificate. */
export type Asked = { readonly token: Holder } | { readonly clientId: string } | { readonly fingerprint256: string };

export interface Standing {
  /** @throws Refusal TOKEN_REVOKED, SEAL_WITHDRAWN, or STANDING_UNKNOWN while nobody can tell */
  assert(asked: Asked): void;
  /**
   * Whether it was withdrawn or blocked. What was told last counts, however old it is, also to the process before this one:
   * a door that does not know anything else of standing must not close because UUM&DS is away.
   * @throws Refusal STANDING_UNKNOWN where nothing was ever told
   */
  isBarred(kind: BarKind, id: string): boolean;
  /** Resolves with the first news. */
  readonly known: Promise<void>;
  stop(): Promise<void>;
}

export interface StandingParts {
  readonly watch: WatchStanding;
  readonly clock: Clock;
  readonly log: Logger;
  /** How old the copy may be; 10 seconds if not said. */
  readonly maxAgeMs?: number;
  /** How long to wait after a failure, before asking again. */
  readonly retryMs?: number;
  /** What was told before this start; absent: nothing ever was. */
  readonly lastBars?: readonly StandingChange[] | undefined;
  /** Keeps what is told, for the next start. What fails is tried again with the next news. */
  readonly keepBars?: (bars: readonly StandingChange[]) => Promise<void>;
}

const usualMaxAgeMs = 10_000;
const usualRetryMs = 250;
/** No token lives as long: what was withdrawn before has nothing left to refuse. */
const keptForMs = 86_400_000;

interface Withdrawn {
  readonly believed: boolean;
  readonly issuedBeforeMs: number;
  readonly toldAtMs: number;
}

const revoked = (detail: string) =>
  new ChallengeRefusal({
    code: 'TOKEN_REVOKED',
    status: 'unauthenticated',
    title: 'The system, the person or the session is no longer believed: it was suspended, revoked, or has ended.',
    error: 'invalid_token',
    detail,
  });

const sealWithdrawn = () =>
  new Refusal({
    code: 'SEAL_WITHDRAWN',
    status: 'forbidden',
    title: 'The seal certificate was suspended, revoked, or is not activated.',
  });

const unknown = (ageMs: number) =>
  new Refusal({
    code: 'STANDING_UNKNOWN',
    status: 'unavailable',
    title: 'Nobody can tell now who may still be believed. Send the same message again later.',
    retryAfterMs: 1000,
    detail: `the last news of standing is ${ageMs} ms old`,
  });

const barKinds: ReadonlySet<string> = new Set<BarKind>(['party', 'certificate', 'barred-client', 'barred-account']);
const isBar = (change: StandingChange): change is StandingChange & { readonly kind: BarKind } =>
  barKinds.has(change.kind);

/** `AB:CD` and `abcd` are the same fingerprint. */
const plain = (kind: BarKind, id: string) => (kind === 'certificate' ? id.replaceAll(':', '').toLowerCase() : id);

/** Kept until they are lifted, or over. */
const createBars = (clock: Clock) => {
  const untilMs = new Map<string, number>();
  const told = new Map<string, StandingChange>();
  return {
    clear: () => {
      untilMs.clear();
      told.clear();
    },
    take: (change: StandingChange & { readonly kind: BarKind }) => {
      const { kind, id, believed, until } = change;
      const key = `${kind} ${plain(kind, id)}`;
      told.delete(key);
      untilMs.delete(key);
      if (believed) return;
      told.set(key, change);
      untilMs.set(key, until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until));
    },
    has: (kind: BarKind, id: string): boolean =>
      untilMs.size > 0 && (untilMs.get(`${kind} ${plain(kind, id)}`) ?? Number.NEGATIVE_INFINITY) > clock.nowMs(),
    /** As they were told, in one order. */
    all: (): StandingChange[] => [...told.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    get isEmpty() {
      return untilMs.size === 0;
    },
  };
};

/** What was told, newest last, so that the oldest can be forgotten. */
const createMemory = () => {
  const told = new Map<string, Withdrawn>();
  const keyOf = (kind: StandingChange['kind'], id: string) => `${kind} ${id}`;
  return {
    take: ({ whole, change = [] }: StandingNews, nowMs: number) => {
      if (whole) told.clear();
      for (const { kind, id, believed, issuedBefore } of change) {
        const key = keyOf(kind, id);
        told.delete(key);
        const issuedBeforeMs = issuedBefore === undefined ? 0 : Date.parse(issuedBefore);
        if (!believed || issuedBeforeMs > 0) told.set(key, { believed, issuedBeforeMs, toldAtMs: nowMs });
      }
      for (const [key, { toldAtMs }] of told) {
        if (nowMs - toldAtMs < keptForMs) return;
        told.delete(key);
      }
    },
    doubts: (kind: StandingChange['kind'], id: string | undefined, issuedAtMs = Number.POSITIVE_INFINITY): boolean => {
      const found = id === undefined || told.size === 0 ? undefined : told.get(keyOf(kind, id));
      return found !== undefined && (!found.believed || issuedAtMs < found.issuedBeforeMs);
    },
  };
};

export const createStanding = (parts: StandingParts): Standing => {
  const { watch, clock, log, maxAgeMs = usualMaxAgeMs, retryMs = usualRetryMs } = parts;
  const memory = createMemory();
  const bars = createBars(clock);
  const stopping = Promise.withResolvers<void>();
  const known = Promise.withResolvers<void>();
  const waitMs = Math.floor(maxAgeMs / 4);
  let stopped = false;
  let since: string | undefined;
  /** The copy was the whole truth at this moment, at least. */
  let trueAtMs = Number.NEGATIVE_INFINITY;
  // In a row. Once is what whoever is asked does when it stops or starts.
  let failures = 0;
  /** Something was told, to this process or to one before it. */
  let everTold = parts.lastBars !== undefined;
  for (const one of (parts.lastBars ?? []).filter(isBar)) bars.take(one);
  let keeping = Promise.resolve();
  let kept = JSON.stringify(parts.lastBars);

  const keep = async () => {
    const now = bars.all();
    const text = JSON.stringify(now);
    if (parts.keepBars === undefined || text === kept) return;
    try {
      await parts.keepBars(now);
      kept = text;
    } catch (error) {
      log.warn({ reason: String(error) }, 'the bars could not be kept for the next start');
    }
  };
  const round = async () => {
    const askedAtMs = clock.nowMs();
    const news = await watch(since, since === undefined ? 0 : waitMs);
    const { change = [] } = news;
    memory.take({ ...news, change: change.filter((one) => !isBar(one)) }, clock.nowMs());
    if (news.whole) bars.clear();
    for (const one of change.filter(isBar)) bars.take(one);
    everTold = true;
    since = news.revision;
    trueAtMs = askedAtMs;
    if (failures > 1) log.info({ revision: since }, 'standing is known again');
    failures = 0;
    known.resolve();
    // Nobody waits for it: the news counts already.
    keeping = keeping.then(keep);
  };
  const pause = async () => {
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(over.resolve, retryMs);
    await Promise.race([over.promise, stopping.promise]);
    clearTimeout(timer);
  };
  const run = async () => {
    while (!stopped) {
      try {
        await Promise.race([round(), stopping.promise]);
      } catch (error) {
        failures += 1;
        if (failures === 2) log.warn({ reason: String(error) }, 'no news of standing; it is asked again');
        await pause();
      }
    }
  };
  const running = run();

  const assertKnown = () => {
    const ageMs = clock.nowMs() - trueAtMs;
    // A clock that was set back says nothing of the age either.
    if (!(ageMs >= 0 && ageMs <= maxAgeMs)) throw unknown(ageMs);
  };
  const assertNotBarred = ({ clientId, subject, confirmation }: Holder) => {
    if (bars.isEmpty) return;
    if (bars.has('barred-client', clientId)) throw revoked(`client ${clientId} was suspended by the operators`);
    if (bars.has('barred-account', subject)) throw revoked('the account was suspended by the operators');
    const { certificateThumbprint = '' } = confirmation ?? {};
    const fingerprint = Buffer.from(certificateThumbprint, 'base64url').toString('hex');
    if (bars.has('certificate', fingerprint)) throw revoked('the certificate of the token was withdrawn');
  };
  const assertToken = (holder: Holder) => {
    const { clientId, subject, sessionId, issuedAtMs } = holder;
    assertNotBarred(holder);
    if (memory.doubts('client', clientId, issuedAtMs)) throw revoked(`client ${clientId}`);
    if (memory.doubts('session', sessionId, issuedAtMs)) throw revoked('session');
    if (memory.doubts('subject', subject, issuedAtMs)) throw revoked('subject');
  };
  return {
    assert: (asked) => {
      assertKnown();
      if ('token' in asked) assertToken(asked.token);
      else if ('clientId' in asked) {
        if (memory.doubts('client', asked.clientId) || bars.has('barred-client', asked.clientId))
          throw revoked(`client ${asked.clientId}`);
      } else if (memory.doubts('seal', asked.fingerprint256) || bars.has('certificate', asked.fingerprint256))
        throw sealWithdrawn();
    },
    isBarred: (kind, id) => {
      if (!everTold) throw unknown(Number.POSITIVE_INFINITY);
      return bars.has(kind, id);
    },
    known: known.promise,
    stop: async () => {
      stopped = true;
      stopping.resolve();
      await running;
      await keeping;
    },
  };
};
