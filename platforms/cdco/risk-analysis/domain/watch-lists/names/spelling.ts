/**
 * Two coarser readings of a word. The fold writes alike what transliterations and languages write differently (Petrov,
 * Petroff; Yusuf, Jusuf; Mueller, Muller). The skeleton is the fold without its vowels (Mohammed, Muhammad).
 */
const written: Readonly<Record<string, string>> = {
  shch: 's',
  tsch: 'c',
  dsch: 'j',
  sch: 's',
  tch: 'c',
  dzh: 'j',
  chr: 'kr',
  zh: 'j',
  kh: 'h',
  gh: 'g',
  ph: 'f',
  th: 't',
  dh: 'd',
  ch: 'c',
  sh: 's',
  ck: 'k',
  cz: 'c',
  tz: 's',
  ts: 's',
  dj: 'j',
  sz: 's',
  rz: 's',
  qu: 'k',
  q: 'k',
  x: 'ks',
  w: 'f',
  v: 'f',
  z: 's',
  ou: 'u',
  oo: 'u',
  ee: 'i',
  ie: 'i',
  ei: 'i',
  ey: 'i',
  iy: 'i',
  ij: 'i',
  yi: 'i',
  ae: 'a',
  oe: 'o',
  ue: 'u',
  eu: 'u',
  ya: 'ia',
  ja: 'ia',
  yu: 'iu',
  ju: 'iu',
  yo: 'io',
  jo: 'io',
  ye: 'e',
  je: 'e',
  y: 'i',
};

const spellings = new RegExp(
  `c(?=[eiy])|${Object.keys(written)
    .toSorted((a, b) => b.length - a.length)
    .join('|')}|c`,
  'g',
);

const softC = 's';

export const foldOf = (word: string): string =>
  word
    .replace(spellings, (found, at: number) => {
      if (found !== 'c') return written[found]!;
      return 'eiy'.includes(word[at + 1] ?? '-') ? softC : 'k';
    })
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=..)h$/, '');

/** Keeps whether the word begins with a vowel, not with which. */
export const skeletonOf = (fold: string): string =>
  fold
    .replace(/^[aeiou]+/, 'A')
    .replace(/[aeiouh]+/g, '')
    .replace(/(.)\1+/g, '$1');
