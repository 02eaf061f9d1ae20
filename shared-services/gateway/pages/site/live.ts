/**
 * What changes on a page, told to the browser as server-sent events (HTML, 9.2): the page is made again every few seconds for
 * whoever looks at it, with their rights of that moment, and parts that have changed are sent. Bounded in number and time; a
 * browser that comes back says what it has.
 */
import type { Request, Response } from 'express';
import { Refusal } from '../../../kit/refusal.ts';
import { refuse as refuseAtDoor } from '../../refusals.ts';
import { fieldsOfQuery } from './fields.ts';
import { versionOf } from './live-part.ts';
import type { SiteParts } from './parts.ts';
import type { Route, Shown } from './visit.ts';
import { openSession, queryOf, visitBy } from './visited.ts';

/** How many may be open, and each for how long until the browser comes back. */
const maxStreams = 200;
const longestMs = 10 * 60_000;
const everyMs = 5000;
const heartbeatMs = 15_000;
const comeBackMs = 3000;

export interface Streams {
  /** @returns how to leave, or nothing where there is no room */
  enter(end: () => void): (() => void) | undefined;
  /** Ends all. */
  end(): void;
}

export const createStreams = (): Streams => {
  const open = new Set<() => void>();
  return {
    enter: (end) => {
      if (open.size >= maxStreams) return undefined;
      open.add(end);
      return () => void open.delete(end);
    },
    end: () => {
      for (const end of open) end();
    },
  };
};

const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

/** `circles=0a1b2c 3d...`: which version of which part the browser has. */
const versionsIn = (id: string): Map<string, string> =>
  new Map([...id.matchAll(/([a-z-]{1,40})=([0-9a-f]{12})/g)].map(([, name = '', version = '']) => [name, version]));

const write = (response: Response, event: string, data: unknown, id = ''): void =>
  void response.write(`${id === '' ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** One look at the page; what has changed is sent. */
const tell = (response: Response, known: Map<string, string>, { live = {} }: Shown): void => {
  for (const [name, content] of Object.entries(live)) {
    const version = versionOf(content);
    if (known.get(name) === version) continue;
    known.set(name, version);
    const id = [...known].map(([one, of]) => `${one}=${of}`).join(' ');
    write(response, 'part', { name, version, html: content.text }, id);
  }
  write(response, 'seen', {});
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Who may be told, and what: as the page itself would be shown.
 * @param again not the first look of this stream: contracts may leave it off the audit log
 */
const look = async (
  parts: SiteParts,
  route: Route,
  request: Request,
  response: Response,
  again: boolean,
): Promise<Shown> => {
  const session = await openSession(parts, request, response, true);
  const fields = fieldsOfQuery(queryOf(request));
  const answer = await route.show(await visitBy(parts, route, session, { request, response, fields, again }));
  return 'page' in answer ? answer : refuseStream();
};

const refuseStream = (): never => {
  throw refuseAtDoor('NOT_ACCEPTABLE');
};

/** @returns whether there is a next time */
const round = async (
  parts: SiteParts,
  route: Route,
  known: Map<string, string>,
  request: Request,
  response: Response,
  again: boolean,
): Promise<boolean> => {
  try {
    tell(response, known, await look(parts, route, request, response, again));
    return true;
  } catch (error) {
    const passes = error instanceof Refusal && ['unavailable', 'timeout', 'throttled'].includes(error.status);
    if (!(error instanceof Refusal)) parts.log.error({ err: error }, 'a live page failed');
    write(response, passes ? 'away' : 'over', { title: error instanceof Refusal ? error.title : 'It failed.' });
    return passes;
  }
};

const run = async (
  parts: SiteParts,
  route: Route,
  request: Request,
  response: Response,
  signal: AbortSignal,
): Promise<void> => {
  const known = versionsIn(
    `${request.headers['last-event-id'] ?? ''} ${new URLSearchParams(queryOf(request)).get('has') ?? ''}`,
  );
  let again = false;
  while (!signal.aborted && (await round(parts, route, known, request, response, again))) {
    again = true;
    await pause(everyMs, signal);
  }
};

export const streamed =
  (parts: SiteParts, streams: Streams, route: Route) =>
  async (request: Request, response: Response): Promise<void> => {
    await openSession(parts, request, response);
    const ending = new AbortController();
    const end = () => ending.abort();
    const leave = streams.enter(end);
    if (leave === undefined) throw refuseAtDoor('OVERLOADED', { retryAfterMs: comeBackMs * 10 });
    const timers = [
      setTimeout(end, longestMs),
      setInterval(() => void response.write(': still here\n\n'), heartbeatMs),
    ];
    response.on('close', end).writeHead(200, headers).write(`retry: ${comeBackMs}\n\n`);
    try {
      await run(parts, route, request, response, ending.signal);
    } finally {
      for (const timer of timers) clearTimeout(timer);
      leave();
      response.end();
    }
  };
