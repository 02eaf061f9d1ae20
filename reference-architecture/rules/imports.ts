/** What each file imports, resolved to paths from the root; a package is named as it is. */
import { posix } from 'node:path';
import { lineOf, type SourceFile } from './source-files.ts';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** `platforms/cdco/entry/contract.ts`, `node:fs`, `express`. */
  readonly target: string;
  /** What stands between `import` and `from`. */
  readonly names: string;
  readonly typeOnly: boolean;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(?<names>(?:type\s+)?(?:[\w*\s{},$]+?\s+)?from\s+)?'(?<target>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'/g;

const resolveTarget = (from: string, target: string): string =>
  target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), target)) : target;

export const importsOf = ({ path, code }: SourceFile): Import[] =>
  [...code.matchAll(statement)].map(({ index, groups }) => ({
    from: path,
    line: lineOf(code, index + 1),
    target: resolveTarget(path, groups?.['target'] ?? groups?.['dynamic'] ?? ''),
    names: groups?.['names'] ?? '',
    typeOnly: /^type\s/.test(groups?.['names'] ?? ''),
  }));

export const describeImport = ({ from, line, target }: Import): string => `${from}:${line} imports ${target}`;
