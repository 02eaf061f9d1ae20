/** What of a page's address goes into a question: names that have a text. */
import type { Fields } from '../../gateway/pages/site/fields.ts';

export const textsOf = <Name extends string>(
  fields: Fields,
  names: readonly Name[],
): { readonly [Key in Name]?: string } =>
  Object.fromEntries(names.flatMap((name) => (fields.text(name) === '' ? [] : [[name, fields.text(name)]]))) as {
    readonly [Key in Name]?: string;
  };
