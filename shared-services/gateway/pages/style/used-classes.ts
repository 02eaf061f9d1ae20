/** Which classes of the Europa Component Library the templates name. */

/** Where templates are. */
export const pageSources = [
  'shared-services/gateway/pages/*.ts',
  'shared-services/gateway/pages/site/**/*.ts',
  'shared-services/console/**/*.ts',
  'platforms/speed2ng/portal/**/*.ts',
  'platforms/ccn2ng/workbench/**/*.ts',
] as const;

export const eclClassesIn = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => text.match(/\becl-[a-z]+(?:-[a-z]+)*(?:(?:__|--)[a-z]+(?:-[a-z]+)*)*/g) ?? []))]
    .filter((name) => name !== 'ecl-table-header')
    .sort();
