/** Why a declared name was taken for a listed one, in a sentence. */
import type { Way } from './names/alike.ts';
import type { NameMatch, WordPair } from './names/name-index.ts';

const ways: Readonly<Record<Way | 'joined', string>> = {
  same: 'is the same',
  spelling: 'is spelled otherwise',
  typing: 'may be a typing error',
  sound: 'has the same consonants',
  initial: 'is its initial',
  shortened: 'is its beginning',
  joined: 'is written together or apart',
};

const pairSaid = ({ declared, listed, way, alike }: WordPair): string =>
  `“${declared}” for “${listed}” ${ways[way]} (${Math.round(alike * 100)} %)`;

const wordsSaid = (words: readonly string[], said: string): readonly string[] =>
  words.length === 0 ? [] : [`${said}: ${words.join(' ')}`];

export const whyOf = ({ pairs, onlyDeclared, onlyListed }: NameMatch): string => {
  const same = pairs.filter(({ way }) => way === 'same').map(({ declared }) => declared);
  const said = [
    ...wordsSaid(same, 'same words'),
    ...pairs.filter(({ way }) => way !== 'same').map(pairSaid),
    ...wordsSaid(onlyDeclared, 'only declared'),
    ...wordsSaid(onlyListed, 'only listed'),
  ];
  return said.length === 0 ? 'all words are the same' : said.join('; ');
};
