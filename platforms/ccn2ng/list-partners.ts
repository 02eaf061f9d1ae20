import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { priorityLetter } from './exchange/queue.ts';

interface Delivered {
  readonly member_state: string;
  readonly delivered: number;
  readonly pushed: number;
  readonly last_at: Date | null;
  readonly dead: number;
}

interface Waiting {
  readonly member_state: string;
  readonly priority: number;
  readonly depth: number;
  readonly oldest_seconds: number;
  readonly attempts: number;
}

/** Member States by their index, one step each, however many messages there are. */
const stepsOf = (name: string, where: string): string => `${name} as (
    (select member_state from exchange_message where ${where} order by member_state limit 1)
    union all
    select (select member_state from exchange_message where ${where} and member_state > ${name}.member_state
      order by member_state limit 1) from ${name} where ${name}.member_state is not null)`;

const names = `with recursive ${stepsOf('taken', 'acknowledged_at is not null')},
    ${stepsOf('waiting', 'acknowledged_at is null and dead_at is null')}
  select member_state from taken where member_state is not null
  union select member_state from waiting where member_state is not null
  union select member_state from exchange_message where dead_at is not null`;

const readDelivered = (store: Store): Promise<Delivered[]> =>
  store.query<Delivered>(
    `with partner as (${names})
     select partner.member_state, hour.delivered::integer, hour.pushed::integer,
       (select max(acknowledged_at) from exchange_message where member_state = partner.member_state and acknowledged_at is not null) as last_at,
       (select count(*)::integer from exchange_message where dead_at is not null and discarded_at is null and member_state = partner.member_state) as dead
     from partner cross join lateral (
       select count(*) as delivered, count(*) filter (where acknowledged_by = 'push') as pushed from exchange_message
       where member_state = partner.member_state and acknowledged_at > now() - interval '1 hour') as hour
     order by partner.member_state`,
  );

/**
 * Counts come from the index alone. Of their age and tries the first of each queue tell, in the order in which they came: letters
 * that were offered again stand there with a new time, and of these there are 250 at once at most.
 */
const waitingQuery = `select queue.member_state, queue.priority, queue.depth, head.attempts, head.oldest_seconds
  from (select member_state, priority, count(*)::integer as depth from exchange_message
    where acknowledged_at is null and dead_at is null group by member_state, priority) as queue
  cross join lateral (
    select max(attempts) as attempts, extract(epoch from now() - min(queued_at))::integer as oldest_seconds
    from (select attempts, queued_at from exchange_message
      where member_state = queue.member_state and priority = queue.priority and acknowledged_at is null and dead_at is null
      order by id limit 300) as first) as head
  order by queue.priority`;

const readWaiting = (store: Store): Promise<Waiting[]> => store.query<Waiting>(waitingQuery);

const partnerOf = (row: Delivered, waiting: readonly Waiting[]) => {
  const own = waiting.filter((one) => one.member_state === row.member_state);
  const queues = own.map(({ priority, depth, oldest_seconds: oldestSeconds, attempts }) => ({
    ...{ priority: priorityLetter(priority), depth, attempts },
    oldestSeconds: Math.max(0, oldestSeconds),
  }));
  return {
    partner: row.member_state,
    ...(queues.length === 0 ? {} : { waiting: queues }),
    depth: queues.reduce((sum, { depth }) => sum + depth, 0),
    oldestSeconds: Math.max(0, ...queues.map(({ oldestSeconds }) => oldestSeconds)),
    deliveredLastHour: row.delivered,
    pushedLastHour: row.pushed,
    ...(row.last_at === null ? {} : { lastDeliveredAtMs: row.last_at.getTime() }),
    deadLetters: row.dead,
  };
};

/** One for whom there has been nothing yet. */
const quiet = (memberState: string): Delivered => ({
  member_state: memberState,
  ...{ delivered: 0, pushed: 0, last_at: null, dead: 0 },
});

const withQuiet = (delivered: readonly Delivered[], served: readonly string[]): Delivered[] => {
  const known = new Set(delivered.map((row) => row.member_state));
  const others = served.filter((one) => !known.has(one)).map(quiet);
  return [...delivered, ...others].sort((one, other) => one.member_state.localeCompare(other.member_state));
};

/** Member States that the exchange serves, and all for whom it has had messages. */
export const listPartners =
  (store: Store, clock: Clock, served: readonly string[] = []) =>
  async ({ partner: wanted, waiting: mustWait = false }: { readonly partner?: string; readonly waiting?: boolean }) => {
    const [delivered, waiting] = await Promise.all([readDelivered(store), readWaiting(store)]);
    const all = withQuiet(delivered, served)
      .map((row) => partnerOf(row, waiting))
      .filter(({ partner, depth }) => (wanted === undefined || partner === wanted) && (!mustWait || depth > 0));
    return { readAtMs: clock.nowMs(), ...(all.length === 0 ? {} : { partner: all }) };
  };
