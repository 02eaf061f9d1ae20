import type { Quality } from './ranking.ts';

export interface Row {
  readonly name: string;
  readonly quality: readonly Quality[];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}`;

/** Precision and recall in per cent. */
export const tableOf = (rows: readonly Row[]): string => {
  const shares = rows[0]!.quality.map(({ share }) => `${share * 100} %`);
  const heads = [...shares.map((share) => `precision at ${share}`), ...shares.map((share) => `recall at ${share}`)];
  const lines = rows.map(({ name, quality }) => [
    name,
    ...quality.map(({ precision }) => percent(precision)),
    ...quality.map(({ recall }) => percent(recall)),
  ]);
  return [['', ...heads], ['---', ...heads.map(() => '---')], ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
};
