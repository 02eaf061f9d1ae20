/** How figures are written in answers. */

/** With as many digits as tell something, never in powers of ten. */
export const figureText = (value: number): string => {
  if (!Number.isFinite(value)) return '0';
  const text = value.toFixed(6).replace(/\.?0+$/, '');
  return text === '-0' || text === '' ? '0' : text;
};

export const percentText = (share: number): string => figureText(Number((share * 100).toFixed(4)));

export const msText = (seconds: number): string => figureText(Number((seconds * 1000).toFixed(3)));

/** An array that would be empty is left out. */
export const listed = <Name extends string, One>(name: Name, all: readonly One[]): { [key in Name]?: One[] } =>
  (all.length === 0 ? {} : { [name]: [...all] }) as { [key in Name]?: One[] };
