/** Reads settings from the environment, once, at the start: every fault is told at once, and unknown names are faults. */

export interface SettingKind<T> {
  readonly parse: (text: string) => T;
  readonly fallback: T | undefined;
  readonly describe: string;
}

export const textSetting = (describe: string, fallback?: string): SettingKind<string> => ({
  parse: (given) => given,
  fallback,
  describe,
});

export const portSetting = (describe: string, fallback: number): SettingKind<number> => ({
  parse: (given) => {
    const port = Number(given);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error('is not a port (0 to 65535; 0 takes a free one)');
    return port;
  },
  fallback,
  describe,
});

export const numberSetting = (describe: string, fallback: number, minimum = 0): SettingKind<number> => ({
  parse: (given) => {
    const value = Number(given);
    if (!Number.isFinite(value) || value < minimum) throw new Error(`is not a number of at least ${minimum}`);
    return value;
  },
  fallback,
  describe,
});

export const choiceSetting = <T extends string>(
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

/** May be left out, and has then no value. */
export const optionalSetting = (describe: string): SettingKind<string | undefined> => ({
  parse: (given) => given,
  fallback: undefined,
  describe,
});

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
    try {
      values[name] = given === undefined || given === '' ? kind.fallback : kind.parse(given);
    } catch (error) {
      faults.push(`${name}=${given} ${(error as Error).message} (${kind.describe})`);
    }
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith(prefix) && !(name in settings)) faults.push(`${name} is not a setting of this platform`);
  }
  if (faults.length > 0) throw new Error(`the settings are not right:\n  ${faults.join('\n  ')}`);
  return values as Values<S>;
};
