/** Two usual ways to look for names, measured on a part of the same questions: a scan by edit distance, and fuse.js. */
import { installPeers, peer } from '../risk/peers.ts';
import { type Asked, quantile, timesOf } from './measure.ts';

interface FuseLike {
  new (list: readonly string[], options: object): { search(text: string, options: object): { refIndex: number }[] };
}

type Find = (text: string) => readonly number[];

const byDistance = (names: readonly string[]): Find => {
  const { distance } = peer<{ distance(a: string, b: string): number }>('fastest-levenshtein');
  const small = names.map((name) => name.toLowerCase());
  return (text) =>
    small
      .map((name, at) => [distance(text.toLowerCase(), name), at] as const)
      .toSorted(([a], [b]) => a - b)
      .slice(0, 10)
      .map(([, at]) => at);
};

const byFuse = (names: readonly string[]): Find => {
  const loaded = peer<FuseLike | { default: FuseLike }>('fuse.js');
  const Fuse = 'default' in loaded ? loaded.default : loaded;
  const fuse = new Fuse(names, { threshold: 0.3, ignoreLocation: true });
  return (text) => fuse.search(text, { limit: 10 }).map(({ refIndex }) => refIndex);
};

const line = (name: string, asked: readonly Asked[], find: Find): string => {
  const times = timesOf(
    asked.map(({ text }) => text),
    find,
  );
  const found = asked.filter(({ text, wanted }) => find(text).includes(wanted)).length;
  return `${name}: median ${quantile(times, 0.5).toFixed(1)} ms, recall@10 ${((100 * found) / asked.length).toFixed(1)} % of ${asked.length}`;
};

export const peersAmong = (names: readonly string[], asked: readonly Asked[]): readonly string[] => {
  if (!installPeers()) return ['the peers cannot be installed'];
  return [
    line('fastest-levenshtein, every name', asked.slice(0, 140), byDistance(names)),
    line('fuse.js, threshold 0.3', asked.slice(0, 42), byFuse(names)),
  ];
};
