/** What has changed between two configurations of a platform. */

export interface GivenSetting {
  readonly name: string;
  readonly value: string;
  readonly dangerous: boolean;
}

export interface SettingChange {
  readonly name: string;
  /** Absent: it was what it is by itself. */
  readonly before?: string;
  /** Absent: it is what it is by itself again. */
  readonly after?: string;
  readonly dangerous: boolean;
}

const byName = (settings: readonly GivenSetting[]) => new Map(settings.map((one) => [one.name, one]));

/** In the order of the names. */
export const changesBetween = (before: readonly GivenSetting[], after: readonly GivenSetting[]): SettingChange[] => {
  const [old, current] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...current.keys()])].sort();
  return names
    .filter((name) => old.get(name)?.value !== current.get(name)?.value)
    .map((name) => ({
      name,
      ...(old.has(name) ? { before: old.get(name)!.value } : {}),
      ...(current.has(name) ? { after: current.get(name)!.value } : {}),
      dangerous: (current.get(name) ?? old.get(name))!.dangerous,
    }));
};
