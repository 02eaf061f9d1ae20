/** Every profile as a closure, all of them called. */
import type { Contender } from '../contender.ts';
import { limitsOf } from '../contender.ts';
import { closureOf, type Flat, flatOf } from '../flat.ts';

export const closures: Contender = {
  name: 'closures',
  load: (profiles) => {
    const all = profiles.map((profile) => {
      const { from, to, dataSets } = limitsOf(profile);
      return { id: profile.id, from, to, dataSets, holds: closureOf(profile.definition.condition) };
    });
    return {
      textOf: (declaration) => JSON.stringify(flatOf(declaration)),
      evaluate: (parsed) => {
        const flat = parsed as Flat & { readonly day: number; readonly dataSet: string };
        const found: string[] = [];
        for (const { id, from, to, dataSets, holds } of all) {
          const applies = flat.day >= from && flat.day <= to && (dataSets?.includes(flat.dataSet) ?? true);
          if (applies && holds(flat)) found.push(id);
        }
        return found;
      },
    };
  },
};
