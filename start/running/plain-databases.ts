/** Connections to a PostgreSQL server elsewhere that do not check who it is, or are read by whoever stands between. */
import type { Logger } from '../../shared-services/kit/logging.ts';

const hostOf = (connectionString: string): string =>
  /^[^:]+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?]*)/.exec(connectionString)?.[1] ?? '';
/** A socket of this machine has no host, or one in the query. */
const isHere = (host: string): boolean =>
  host === '' || host === 'localhost' || host === '[::1]' || /^127\./.test(host);
const isVerified = (connectionString: string): boolean => /[?&]sslmode=verify-full(?:&|$)/.test(connectionString);

export const plainDatabases = (connectionStrings: ReadonlyMap<string, string>): readonly string[] =>
  [...connectionStrings].filter(([, url]) => !isHere(hostOf(url)) && !isVerified(url)).map(([component]) => component);

/** Said at the start: what crosses the wire is everything that the platform keeps. */
export const warnOfPlainDatabases = (
  connectionStrings: ReadonlyMap<string, string>,
  log: Pick<Logger, 'warn'>,
): void => {
  const components = plainDatabases(connectionStrings);
  if (components.length > 0)
    log.warn({ components }, 'the database is elsewhere, and its connections are without sslmode=verify-full');
};
