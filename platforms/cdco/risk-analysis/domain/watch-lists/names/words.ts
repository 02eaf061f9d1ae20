/** A name as words in Latin small letters: other scripts are transliterated, marks and punctuation are gone. */
import anyAscii from 'any-ascii';
import { abbreviations } from './abbreviations.ts';
import { withoutCjkLegalForms, withoutLegalForms } from './legal-forms.ts';

/** More characters of a name than these are not looked at: no input may cost more than a long name does. */
export const maxNameLength = 300;
/** More words than these are not looked at. */
export const maxWords = 12;
const maxWordLength = 32;

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it asks for.
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** Where modern Greek is not read letter by letter (ELOT 743). */
const greekPairs: Readonly<Record<string, string>> = { μπ: 'b', γκ: 'g', τζ: 'j', ου: 'u', χ: 'h' };

const greekRead = (text: string): string =>
  text.toLowerCase().replace(/μπ|γκ|τζ|ο[υύ]|χ/g, (pair) => greekPairs[pair.replace('ύ', 'υ')]!);

const latin = (text: string): string => {
  const cut = text.slice(0, maxNameLength);
  if (isAscii(cut)) return cut;
  // NFKC first: full-width letters, ligatures and enclosed signs become what they stand for.
  const plain = withoutCjkLegalForms(cut.normalize('NFKC')).slice(0, maxNameLength);
  return anyAscii(/\p{Script=Greek}/u.test(plain) ? greekRead(plain) : plain).slice(0, maxNameLength * 2);
};

/** Apostrophes join (O'Hara, d'Or); everything else that is no letter or digit parts. */
const split = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const canonical = (word: string): string => (abbreviations.get(word) ?? word).slice(0, maxWordLength);

/** Words by which a party or a vessel is known: without its legal form, abbreviations written out. */
export const wordsOfName = (name: string): readonly string[] =>
  withoutLegalForms(split(latin(name)).slice(0, maxWords * 2))
    .slice(0, maxWords)
    .map(canonical);

/** Words of an address: what is a legal form elsewhere may be part of a street. */
export const wordsOfAddress = (address: string): readonly string[] =>
  split(latin(address)).slice(0, maxWords).map(canonical);
