/** Structured logs: identifiers, never payloads, tokens or personal data. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { Refusal } from './refusal.ts';

export type { DestinationStream, Logger } from 'pino';

export interface LogSettings {
  readonly level: string;
  /** Absent: children name it, where several platforms share a process. */
  readonly platform?: string;
  readonly destination?: DestinationStream;
}

/** Whatever somebody adds by mistake under these names, at any depth and in any spelling, is cut out before it is written. */
export const neverLogged = [
  'authorization',
  'token',
  'accessToken',
  'refreshToken',
  'idToken',
  'password',
  'secret',
  'clientSecret',
  'roleSecret',
  'privateKey',
  'connectionString',
  'body',
  'content',
  'message',
  'request',
  'received',
  'headers',
  'cookie',
  'setCookie',
] as const;

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
const cutNames: ReadonlySet<string> = new Set(neverLogged.map(plain));

const cut = '[cut]';
const maxDepth = 6;

/** A copy in which nothing stands under a name that is never logged. Errors are left to `tellError`. */
const cleaned = (value: unknown, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= maxDepth) return cut;
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1));
  if (Buffer.isBuffer(value) || ArrayBuffer.isView(value)) return cut;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, cutNames.has(plain(name)) ? cut : cleaned(one, depth + 1)]),
  );
};

const asRecord = (value: object) => cleaned(value) as Record<string, unknown>;

/** A database quotes the value that it could not take: data exceptions, class 22 of SQLSTATE. */
const stackOf = ({ stack, message }: Error, code: unknown): string | undefined =>
  typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)
    ? stack?.replace(message, () => message.replace(/".*"/s, `"${cut}"`))
    : stack;

/**
 * What is told of an error: chosen field by field, since errors of drivers carry rows and parameters (`detail` of a
 * PostgreSQL error quotes the row that did not fit).
 */
const tellError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return cleaned(error);
  const { name, cause } = error;
  const { code } = error as { readonly code?: unknown };
  return {
    type: name,
    ...(code === undefined ? {} : { code }),
    ...(error instanceof Refusal && error.detail !== undefined ? { detail: error.detail } : {}),
    stack: stackOf(error, code),
    ...(cause === undefined ? {} : { cause: tellError(cause) }),
  };
};

/** Every Error is told the same way, whatever it is called and wherever it stands. */
const told = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [name, one instanceof Error ? tellError(one) : one]));

/** Pino has no formatter for what a child is given; grandchildren inherit this one. */
const cleanChildren = (log: Logger): Logger => {
  const child = log.child as unknown as (this: Logger, bindings: object, options?: object) => Logger;
  return Object.assign(log, {
    child(this: Logger, bindings: object, options?: object) {
      return child.call(this, asRecord(told(bindings)), options);
    },
  });
};

export const createLogger = ({ level, platform, destination }: LogSettings): Logger =>
  cleanChildren(
    pino(
      {
        level,
        base: platform === undefined ? {} : { platform },
        timestamp: pino.stdTimeFunctions.isoTime,
        serializers: { err: tellError },
        formatters: { level: (label) => ({ level: label }), log: (object) => asRecord(told(object)) },
      },
      ...(destination === undefined ? [] : [destination]),
    ),
  );

/** Where lines go by default. */
export const standardOutput = (): DestinationStream => pino.destination(1);

export const silentLogger = (): Logger => pino({ level: 'silent' });
