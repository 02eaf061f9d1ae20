/** Names made of usual parts and invented ones, put together at random: whoever bears one is not meant. */
import type { Choices } from './random.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const given = words(`
  Mohammed Ahmed Ali Hassan Yusuf Omar Khalid Ibrahim Abdul Karim Fatima Aisha Mariam Layla
  Ivan Dmitri Sergei Aleksandr Vladimir Nikolai Yuri Mikhail Olga Tatiana Svetlana Ekaterina
  Wei Jun Ming Xiao Hong Li Chen Zhang Feng Jian Reza Hossein Mehdi Parviz Shirin Zahra
  Juan Carlos Miguel Jose Luis Maria Carmen Isabel Min Joon Seo Hye Young Kyung
  Hans Peter Klaus Friedrich Anna Greta Jean Pierre Michel Claire Giorgos Dimitris Eleni Kostas
  John James Robert William Elizabeth Margaret Victoria Charles
`);
const beginnings = words(`
  Bar Kel Mor Tan Ves Zor Lim Fen Gar Hol Ist Jar Kro Lud Mer Nov Orl Pet Qas Rav Sel Tur Ulm Vor Wen Yas Zel Bre Cal Dar
  Eri Fal Gom Hur Ich Kaz Lor Mab Nes Ost Pol Rud Sab Tch Ump Val Wis Zan Abd Bekh Chor Dzha Ghor Khal Shev
`);
const middles = words(
  `a e i o u an en in on ar er or al el il am em as es ov ev ash esh ukh ich and ent ist amm ell ett`,
);
const endings = words(`
  ov ev in sky enko yan ian dze shvili oglu zadeh poor idis poulos akis ez es ado ini elli ucci er mann berg stein sen
  son ham ton ford ski wicz ova eva ic ovic ar um ani awi ullah uddin eh
`);
const trades = words(`
  Trading Shipping Logistics Import Export Electronics Textiles Chemicals Machinery Foods Pharma Steel Marine Aviation
  Energy Petroleum Minerals Plastics Furniture Optics Instruments Motors Components Semiconductors Agro Freight Cargo
`);
const kinds = words(
  'International Global General United National Eastern Western Oriental Pacific Holding Group Industries',
);
const forms = [
  'GmbH',
  'AG',
  'Ltd',
  'Limited',
  'LLC',
  'Inc.',
  'S.A.',
  'S.p.A.',
  'B.V.',
  'OOO',
  'JSC',
  'Co., Ltd.',
  'FZE',
  'SARL',
  'Sp. z o.o.',
  'Oy',
  'A/S',
];
const particles = ['al', 'El', 'bin', 'van', 'de', 'von'];

const invented = (choices: Choices): string => {
  const middle = choices.chance(0.7) ? choices.one(middles) : '';
  return choices.one(beginnings) + middle + choices.one(endings);
};

const person = (choices: Choices): string => {
  const first = choices.chance(0.3) ? [choices.one(given), choices.one(given)] : [choices.one(given)];
  const particle = choices.chance(0.12) ? [choices.one(particles)] : [];
  return [...first, ...particle, invented(choices)].join(' ');
};

const organisation = (choices: Choices): string => {
  const core = choices.chance(0.35) ? [invented(choices), invented(choices)] : [invented(choices)];
  const kind = choices.chance(0.35) ? [choices.one(kinds)] : [];
  return [...core, ...kind, choices.one(trades), choices.one(forms)].join(' ');
};

/** Three of five are persons. */
export const inventedName = (choices: Choices): string =>
  choices.chance(0.6) ? person(choices) : organisation(choices);

/** Different ones. */
export const inventedNames = (count: number, choices: Choices): readonly string[] => {
  const found = new Set<string>();
  while (found.size < count) found.add(inventedName(choices));
  return [...found];
};
