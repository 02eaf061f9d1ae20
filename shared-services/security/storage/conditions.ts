/** Filters that people give, as conditions of a query; `$` stands for the value. */
export const conditionsOf = <Names extends string>(
  conditions: Readonly<Record<Names, string>>,
  wanted: { readonly [Name in Names]?: unknown },
): { readonly where: string; readonly values: readonly unknown[] } => {
  const given = (Object.keys(conditions) as Names[]).filter((name) => wanted[name] !== undefined);
  const parts = given.map((name, index) => conditions[name].replace('$', `$${index + 1}`));
  return {
    where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`,
    values: given.map((name) => wanted[name]),
  };
};
