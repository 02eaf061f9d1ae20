/** PostgreSQL URLs, also those of unix sockets (`postgresql://user@/database?host=/run/x`), which `URL` does not read. */

const shape = /^(postgres(?:ql)?):\/\/(?:([^@/?]*)@)?([^@/?]*)(?:\/([^?]*))?(?:\?(.*))?$/;

export interface ConnectionChange {
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** Added to the server options of the connection, `-c name=value`. */
  readonly options?: string;
}

const split = (connectionString: string) => {
  const found = shape.exec(connectionString);
  // The string holds a password: it is never repeated in an error.
  if (found === null) throw new Error('The database URL must look like postgresql://user:password@host:port/database');
  const [, scheme = '', credentials = '', host = '', database = '', query = ''] = found;
  return { scheme, credentials, host, database, query };
};

const withOptions = (query: string, options: string | undefined): string => {
  if (options === undefined) return query;
  const parts = query.split('&').filter((part) => part !== '');
  const before = parts.find((part) => part.startsWith('options='))?.slice('options='.length);
  const whole = before === undefined ? encodeURIComponent(options) : `${before}%20${encodeURIComponent(options)}`;
  return [...parts.filter((part) => !part.startsWith('options=')), `options=${whole}`].join('&');
};

/** The same server, with another user, database or options. User and password are changed together. */
export const changeConnection = (connectionString: string, change: ConnectionChange): string => {
  const { scheme, credentials, host, database, query } = split(connectionString);
  const who =
    change.user === undefined
      ? credentials
      : `${encodeURIComponent(change.user)}${change.password === undefined ? '' : `:${encodeURIComponent(change.password)}`}`;
  const where = change.database === undefined ? database : encodeURIComponent(change.database);
  const asked = withOptions(query, change.options);
  return `${scheme}://${who === '' ? '' : `${who}@`}${host}/${where}${asked === '' ? '' : `?${asked}`}`;
};

export const databaseOf = (connectionString: string): string => decodeURIComponent(split(connectionString).database);
