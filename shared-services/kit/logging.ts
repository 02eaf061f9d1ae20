/** Structured logs: identifiers, never payloads, tokens or personal data. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export interface LogSettings {
  readonly level: string;
  readonly platform: string;
  readonly destination?: DestinationStream;
}

/** Whatever somebody adds by mistake under these names is cut out before it is written. */
const neverLogged = [
  'authorization',
  'token',
  'password',
  'secret',
  'body',
  'content',
  'message',
  'headers',
  'cookie',
].flatMap((name) => [name, `*.${name}`]);

export const createLogger = ({ level, platform, destination }: LogSettings): Logger =>
  pino(
    {
      level,
      base: { platform },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: neverLogged, censor: '[cut]' },
    },
    ...(destination === undefined ? [] : [destination]),
  );

export const silentLogger = (): Logger => pino({ level: 'silent' });
