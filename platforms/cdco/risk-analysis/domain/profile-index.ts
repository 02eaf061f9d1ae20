/** From the values that a declaration has to the profiles that may match it. */
import type { Access } from './access.ts';
import type { BlockName } from './condition.ts';
import type { Scope } from './scope.ts';
import { namesOf, someValue, type Value } from './values.ts';

interface Field {
  readonly block: BlockName;
  readonly names: readonly string[];
  /** Numbers of profiles by the value that reaches them. */
  readonly equal: Map<string, number[]>;
  readonly starting: Map<string, number[]>;
  /** Lengths of the values in `starting`. */
  readonly lengths: Set<number>;
}

export interface ProfileIndex {
  /** Calls `found` once with the number of each profile that is tried on the declaration. */
  eachCandidate(scope: Scope, found: (profile: number) => void): void;
}

const put = (into: Map<string, number[]>, value: string, profile: number) => {
  const known = into.get(value);
  if (known === undefined) into.set(value, [profile]);
  else known.push(profile);
};

const fieldsOf = (accesses: readonly (Access | undefined)[]): readonly Field[] => {
  const fields = new Map<string, Field>();
  accesses.forEach((access, profile) => {
    for (const { block, element, value, prefix } of access?.keys ?? []) {
      const name = `${block} ${element}`;
      const made = {
        block,
        names: namesOf(element),
        equal: new Map(),
        starting: new Map(),
        lengths: new Set<number>(),
      };
      const field: Field = fields.get(name) ?? made;
      fields.set(name, field);
      put(prefix ? field.starting : field.equal, value, profile);
      if (prefix) field.lengths.add(value.length);
    }
  });
  return [...fields.values()];
};

const lookUp = ({ equal, starting, lengths }: Field, value: string, found: (profile: number) => void) => {
  for (const profile of equal.get(value) ?? []) found(profile);
  for (const length of lengths) {
    if (value.length < length) continue;
    for (const profile of starting.get(value.slice(0, length)) ?? []) found(profile);
  }
};

/** @param accesses how each profile is reached; without an access it is tried on every declaration */
export const createProfileIndex = (accesses: readonly (Access | undefined)[]): ProfileIndex => {
  const fields = fieldsOf(accesses);
  const always = accesses.flatMap((access, profile) => (access === undefined ? [profile] : []));
  const lastRound = new Float64Array(accesses.length);
  let round = 0;
  return {
    eachCandidate: (scope, found) => {
      round += 1;
      const once = (profile: number) => {
        if (lastRound[profile] === round) return;
        lastRound[profile] = round;
        found(profile);
      };
      for (const profile of always) once(profile);
      for (const field of fields) {
        const look = (value: Value) => {
          lookUp(field, String(value), once);
          return false;
        };
        if (field.block === 'declaration') someValue(scope.node, field.names, look);
        else for (const one of scope[field.block]) someValue(one.node, field.names, look);
      }
    },
  };
};
