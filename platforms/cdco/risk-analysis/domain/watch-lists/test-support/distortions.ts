/** What happens to names on their way into a declaration: one kind of damage each. */
import { wordsOfName } from '../names/words.ts';
import type { Choices } from './random.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

const oneTypo = (name: string, choices: Choices): string => {
  // Not in a legal form or a number: those are damages of their own.
  const at = 1 + choices.below(Math.max(1, name.length - 1));
  switch (choices.below(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1);
    case 1:
      return name.slice(0, at) + choices.one([...letters]) + name.slice(at);
    case 2:
      return name.slice(0, at) + choices.one([...letters]) + name.slice(at + 1);
    default:
      return name.slice(0, at - 1) + (name[at] ?? '') + (name[at - 1] ?? '') + name.slice(at + 1);
  }
};

const variants: readonly (readonly [RegExp, string])[] = [
  [/mohammed/i, 'Muhammad'],
  [/ahmed/i, 'Akhmad'],
  [/yusuf/i, 'Jusuf'],
  [/hassan/i, 'Hasan'],
  [/hossein/i, 'Hussain'],
  [/dmitri/i, 'Dmitry'],
  [/sergei/i, 'Sergey'],
  [/aleksandr/i, 'Alexander'],
  [/mikhail/i, 'Michail'],
  [/yuri/i, 'Jurij'],
  [/ekaterina/i, 'Yekaterina'],
  [/ov\b/i, 'off'],
  [/ev\b/i, 'eff'],
  [/sky\b/i, 'skij'],
  [/ski\b/i, 'sky'],
  [/ks/i, 'x'],
  [/sh/i, 'sch'],
  [/kh/i, 'h'],
  [/ch/i, 'tch'],
  [/zh/i, 'j'],
  [/ph/i, 'f'],
  [/wicz\b/i, 'vich'],
  [/ou/i, 'u'],
  [/oo/i, 'u'],
  [/mann\b/i, 'man'],
  [/w/i, 'v'],
  [/y/i, 'i'],
  [/c/i, 'k'],
  [/ss/i, 's'],
  [/ll/i, 'l'],
];

const otherSpelling = (name: string, choices: Choices): string => {
  const fitting = variants.filter(([pattern]) => pattern.test(name));
  if (fitting.length === 0) return name.toUpperCase();
  const [pattern, by] = choices.one(fitting);
  return name.replace(pattern, by);
};

const cyrillic: Readonly<Record<string, string>> = {
  shch: 'щ',
  sh: 'ш',
  ch: 'ч',
  zh: 'ж',
  kh: 'х',
  ts: 'ц',
  yu: 'ю',
  ya: 'я',
  a: 'а',
  b: 'б',
  c: 'к',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'х',
  i: 'и',
  j: 'дж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'к',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'в',
  x: 'кс',
  y: 'й',
  z: 'з',
};
const greek: Readonly<Record<string, string>> = {
  th: 'θ',
  ph: 'φ',
  kh: 'χ',
  ch: 'τσ',
  shch: 'στσ',
  sh: 'σ',
  zh: 'ζ',
  ts: 'τσ',
  yu: 'γιου',
  ya: 'για',
  ps: 'ψ',
  ks: 'ξ',
  ou: 'ου',
  a: 'α',
  b: 'μπ',
  c: 'κ',
  d: 'δ',
  e: 'ε',
  f: 'φ',
  g: 'γ',
  h: 'χ',
  i: 'ι',
  j: 'τζ',
  k: 'κ',
  l: 'λ',
  m: 'μ',
  n: 'ν',
  o: 'ο',
  p: 'π',
  q: 'κ',
  r: 'ρ',
  s: 'σ',
  t: 'τ',
  u: 'ου',
  v: 'β',
  w: 'β',
  x: 'ξ',
  y: 'υ',
  z: 'ζ',
};

const inScript = (script: Readonly<Record<string, string>>) => (name: string) =>
  wordsOfName(name)
    .join(' ')
    .replace(/shch|sh|ch|zh|kh|ts|yu|ya|th|ph|ps|ks|ou|[a-z]/g, (letter) => script[letter] ?? letter);

const shuffled = (words: readonly string[], choices: Choices): readonly string[] => {
  const first = choices.below(words.length - 1) + 1;
  return [...words.slice(first), ...words.slice(0, first)];
};

const split = (name: string): readonly string[] => name.split(' ');
const without = (words: readonly string[], at: number) => words.filter((_, position) => position !== at).join(' ');
const marks: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'ï',
  o: 'ö',
  u: 'ü',
  n: 'ñ',
  c: 'ç',
  s: 'š',
  z: 'ž',
};
const forms = ['GmbH', 'Limited', 'S.r.l.', 'NV', 'LLC', ''];

/** Short names of two words lose none: what is left would be anybody's. */
const dropped = (name: string, choices: Choices): string => {
  const words = wordsOfName(name);
  return words.length < 3 ? oneTypo(name, choices) : without(words, choices.below(words.length));
};

/** A given name by its letter. The word that tells a business from others is never shortened to one: a typing error instead. */
const initials = (name: string, choices: Choices): string => {
  const words = [...wordsOfName(name)];
  if (words.length < split(name).length) return oneTypo(name, choices);
  return words.map((word, position) => (position === 0 ? `${word[0]}.` : word)).join(' ');
};

export const distortions: Readonly<Record<string, (name: string, choices: Choices) => string>> = {
  exact: (name) => name,
  marksAndCase: (name) =>
    name
      .toUpperCase()
      .replace(/[AEIOUNCSZ]/g, (letter) => marks[letter.toLowerCase()]!.toUpperCase())
      .replaceAll(' ', ', '),
  oneTypo,
  twoTypos: (name, choices) => oneTypo(oneTypo(name, choices), choices),
  order: (name, choices) => shuffled(split(name), choices).join(' '),
  orderAndTypo: (name, choices) =>
    oneTypo(shuffled(wordsOfName(name).length < 2 ? split(name) : wordsOfName(name), choices).join(' '), choices),
  missingWord: dropped,
  addedWord: (name, choices) => `${name} ${choices.one(['Branch', 'Trading', 'Europe', 'Mr', 'Warehouse', 'Sons'])}`,
  spelling: otherSpelling,
  cyrillic: inScript(cyrillic),
  greek: inScript(greek),
  legalForm: (name, choices) => `${wordsOfName(name).join(' ')} ${choices.one(forms)}`,
  joined: (name, choices) => {
    const words = split(name);
    const at = choices.below(words.length - 1);
    return [...words.slice(0, at), words[at]! + words[at + 1]!, ...words.slice(at + 2)].join(' ');
  },
  initial: initials,
};
