/**
 * Where whole objects are kept for long: backups, archived cases. A folder, or a server that speaks the S3 API. An object is
 * there whole or not at all, and is never changed in place.
 */

/** Bytes of an object: at once, or part by part. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

export interface StoredObject {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

export interface PutOptions {
  /** Refuse where there is one already (`ObjectExists`): what is kept for evidence is never overwritten. */
  readonly ifAbsent?: boolean;
}

export interface ObjectStore {
  /** For a person: the folder, or bucket and endpoint; never a credential. */
  readonly place: string;
  /** Resolves when the object is durable. A put that fails or is broken off leaves nothing that `get` or `list` would show. */
  put(name: string, content: Content, options?: PutOptions): Promise<void>;
  /** @throws {ObjectMissing} */
  get(name: string): Promise<AsyncIterable<Uint8Array>>;
  /** Undefined: there is none. */
  find(name: string): Promise<StoredObject | undefined>;
  /** Objects whose names begin with the prefix, in the order of their names (by code point). */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** One that is not there is no error. */
  remove(name: string): Promise<void>;
}

export class ObjectMissing extends Error {
  constructor(name: string, place: string) {
    super(`there is no ${name} in ${place}`);
    this.name = 'ObjectMissing';
  }
}

export class ObjectExists extends Error {
  constructor(name: string, place: string) {
    super(`${name} is in ${place} already, and is not overwritten`);
    this.name = 'ObjectExists';
  }
}

const part = /^[A-Za-z0-9_][A-Za-z0-9_.=-]{0,127}$/;

/**
 * Names are parts with slashes between, of letters, digits and `_ . = -`: the same in a folder and in S3, and none leads
 * out of the folder.
 * @throws {Error} it is no such name
 */
export const checkName = (name: string): string => {
  if (name.length > 512 || !name.split('/').every((one) => part.test(one)))
    throw new Error(`'${name.slice(0, 100)}' cannot name an object`);
  return name;
};

/** As `checkName`, for the beginning of names: empty, or ended by a slash or in the midst of a part. */
export const checkPrefix = (prefix: string): string => {
  if (prefix !== '') checkName(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
  return prefix;
};

/** The whole of an object, where it is known to be small. */
export const readWhole = async (content: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(content));
