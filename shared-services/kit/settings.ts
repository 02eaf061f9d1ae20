/** Reads settings from the environment, once, at the start: every fault is told at once, and unknown names are faults. */
import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from './call.ts';

export interface SettingKind<T> {
  readonly parse: (text: string) => T;
  readonly fallback: T | undefined;
  readonly describe: string;
  /** There is no fallback, and without a value there is no start. */
  readonly required?: boolean;
  /** Its value is nobody's concern: it is told by its hash. */
  readonly secret?: boolean;
  /**
   * A change of it can weaken the platform: it needs four eyes. Said of values that are the weakening themselves, or that say who
   * is believed. A path is not: what is in the file changes without it, and each file is held by its own rules at the start.
   */
  readonly dangerous?: boolean;
}

export const secret = <Kind extends SettingKind<unknown>>(kind: Kind): Kind => ({ ...kind, secret: true });
export const dangerous = <Kind extends SettingKind<unknown>>(kind: Kind): Kind => ({ ...kind, dangerous: true });

/** Required when there is no fallback. */
export const textSetting = (describe: string, fallback?: string): SettingKind<string> => ({
  parse: (given) => given,
  fallback,
  describe,
  required: fallback === undefined,
});

export const portSetting = (describe: string, fallback: number): SettingKind<number> => ({
  parse: (given) => {
    const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
    if (!(port <= 65_535)) throw new Error('is not a port (0 to 65535; 0 takes a free one)');
    return port;
  },
  fallback,
  describe,
});

export const numberSetting = (describe: string, fallback: number, minimum = 0): SettingKind<number> => ({
  parse: (given) => {
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (!Number.isFinite(value) || value < minimum) throw new Error(`is not a number of at least ${minimum}`);
    return value;
  },
  fallback,
  describe,
});

export const choiceSetting = <const T extends string>(
  describe: string,
  choices: readonly T[],
  fallback: T,
): SettingKind<T> => ({
  parse: (given) => {
    if (!choices.includes(given as T)) throw new Error(`is none of ${choices.join(', ')}`);
    return given as T;
  },
  fallback,
  describe,
});

/** Ports by name: `BE=8181,DE=8182`; `none` for no port. */
export const portsSetting = (describe: string, fallback: string): SettingKind<ReadonlyMap<string, number>> => {
  const parse = (given: string): ReadonlyMap<string, number> => {
    if (given === 'none') return new Map();
    return new Map(
      given.split(',').map((one): [string, number] => {
        const [, name, port] = /^\s*([A-Za-z]+)=(\d{1,5})\s*$/.exec(one) ?? [];
        if (name === undefined || !(Number(port) <= 65_535)) throw new Error('is not like BE=8181,DE=8182, nor none');
        return [name, Number(port)];
      }),
    );
  };
  return { parse, fallback: parse(fallback), describe };
};

/** May be left out, and has then no value. */
export const optionalSetting = (describe: string): SettingKind<string | undefined> => ({
  parse: (given) => given,
  fallback: undefined,
  describe,
});

const isSame = (one: unknown, other: unknown): boolean =>
  one instanceof Map && other instanceof Map ? isDeepStrictEqual(one, other) : one === other;

type Settings = Readonly<Record<string, SettingKind<unknown>>>;
export type Values<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends SettingKind<infer T> ? T : never;
};

const prefix = 'PORTORIUM_';

/** Values of `settings` from variables of the same names; names that begin with PORTORIUM_ and are not known stop the start. */
export const readSettings = <S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
): Values<S> => {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(settings)) {
    const given = environment[name];
    const isGiven = given !== undefined && given !== '';
    if (!isGiven && kind.required) faults.push(`${name} is needed (${kind.describe})`);
    try {
      values[name] = isGiven ? kind.parse(given) : kind.fallback;
    } catch (error) {
      faults.push(`${name}=${given} ${(error as Error).message} (${kind.describe})`);
    }
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith(prefix) && !Object.hasOwn(settings, name))
      faults.push(`${name} is not a setting of this platform`);
  }
  if (faults.length > 0) throw new Error(`the settings are not right:\n  ${faults.join('\n  ')}`);
  return values as Values<S>;
};

export interface ToldSetting {
  readonly name: string;
  readonly value: string;
}

const hashLength = 16;

/** Settings that are not what they are by themselves, as they were given; a secret by a part of its hash. */
export const tellSettings = (
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): ToldSetting[] =>
  Object.entries(settings)
    .flatMap(([name, kind]) => {
      const given = environment[name];
      if (given === undefined || given === '' || isSame(kind.parse(given), kind.fallback)) return [];
      return [{ name, value: kind.secret === true ? `sha256:${sha256Hex(given).slice(0, hashLength)}` : given }];
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));

export const dangerousNames = (settings: Settings): string[] =>
  Object.entries(settings)
    .filter(([, kind]) => kind.dangerous === true)
    .map(([name]) => name)
    .sort();
