/**
 * The harmonised system of 2022, as far as the project writes it down: chapters with a short title of our own, and the
 * numbers of their headings. A subheading is judged by its heading until the full nomenclature is imported.
 */
import type { StatedCode } from '../code-list.ts';
import { always, type ShippedList } from './shipped-list.ts';

/** Chapter | section | its headings, as ranges of their last two digits | title. */
const chapters = `
  01 | I | 1-6 | Live animals
  02 | I | 1-10 | Meat
  03 | I | 1-9 | Fish, crustaceans and molluscs
  04 | I | 1-10 | Milk, eggs, honey
  05 | I | 1-2 4-8 10-11 | Other products of animals
  06 | II | 1-4 | Live plants and flowers
  07 | II | 1-14 | Vegetables
  08 | II | 1-14 | Fruit and nuts
  09 | II | 1-10 | Coffee, tea, spices
  10 | II | 1-8 | Cereals
  11 | II | 1-9 | Flour, malt, starch
  12 | II | 1-14 | Oil seeds and other seeds
  13 | II | 1-2 | Gums and resins
  14 | II | 1 4 | Plaiting materials
  15 | III | 1-18 20-22 | Fats and oils
  16 | IV | 1-5 | Preparations of meat and fish
  17 | IV | 1-4 | Sugar and confectionery
  18 | IV | 1-6 | Cocoa
  19 | IV | 1-5 | Preparations of cereals, bakers' wares
  20 | IV | 1-9 | Preparations of vegetables and fruit
  21 | IV | 1-6 | Other edible preparations
  22 | IV | 1-9 | Beverages and vinegar
  23 | IV | 1-9 | Residues of the food industry, fodder
  24 | IV | 1-4 | Tobacco and what replaces it
  25 | V | 1-26 28-30 | Salt, stone, cement
  26 | V | 1-21 | Ores, slag and ash
  27 | V | 1-16 | Mineral fuels and oils
  28 | VI | 1-37 39-47 49-50 52-53 | Inorganic chemicals
  29 | VI | 1-42 | Organic chemicals
  30 | VI | 1-6 | Pharmaceuticals
  31 | VI | 1-5 | Fertilisers
  32 | VI | 1-15 | Dyes, paints, inks
  33 | VI | 1-7 | Perfumery and cosmetics
  34 | VI | 1-7 | Soap, waxes, candles
  35 | VI | 1-7 | Proteins, glues, enzymes
  36 | VI | 1-6 | Explosives and matches
  37 | VI | 1-7 | Photographic goods
  38 | VI | 1-27 | Other chemical products
  39 | VII | 1-26 | Plastics
  40 | VII | 1-17 | Rubber
  41 | VIII | 1-7 12-15 | Hides and leather
  42 | VIII | 1-3 5-6 | Articles of leather, bags
  43 | VIII | 1-4 | Furs
  44 | IX | 1-21 | Wood
  45 | IX | 1-4 | Cork
  46 | IX | 1-2 | Basketware
  47 | X | 1-7 | Pulp and waste paper
  48 | X | 1-14 16-23 | Paper
  49 | X | 1-11 | Printed matter
  50 | XI | 1-7 | Silk
  51 | XI | 1-13 | Wool
  52 | XI | 1-12 | Cotton
  53 | XI | 1-3 5-11 | Other vegetable fibres
  54 | XI | 1-8 | Man-made filaments
  55 | XI | 1-16 | Man-made staple fibres
  56 | XI | 1-9 | Wadding, felt, ropes
  57 | XI | 1-5 | Carpets
  58 | XI | 1-11 | Special fabrics, lace
  59 | XI | 1-11 | Coated fabrics
  60 | XI | 1-6 | Knitted fabrics
  61 | XI | 1-17 | Clothing, knitted
  62 | XI | 1-17 | Clothing, not knitted
  63 | XI | 1-10 | Other made-up textiles, rags
  64 | XII | 1-6 | Footwear
  65 | XII | 1-2 4-7 | Headgear
  66 | XII | 1-3 | Umbrellas and sticks
  67 | XII | 1-4 | Feathers, artificial flowers
  68 | XIII | 1-15 | Articles of stone and cement
  69 | XIII | 1-7 9-14 | Ceramics
  70 | XIII | 1-11 13-20 | Glass
  71 | XIV | 1-18 | Pearls, precious stones and metals
  72 | XV | 1-29 | Iron and steel
  73 | XV | 1-26 | Articles of iron and steel
  74 | XV | 1-13 15 18-19 | Copper
  75 | XV | 1-8 | Nickel
  76 | XV | 1-16 | Aluminium
  78 | XV | 1-2 4 6 | Lead
  79 | XV | 1-5 7 | Zinc
  80 | XV | 1-3 7 | Tin
  81 | XV | 1-6 8-13 | Other base metals
  82 | XV | 1-15 | Tools and cutlery
  83 | XV | 1-11 | Other articles of base metal
  84 | XVI | 1-68 70-87 | Machinery
  85 | XVI | 1-19 21-49 | Electrical machinery
  86 | XVII | 1-9 | Railway vehicles, containers
  87 | XVII | 1-16 | Road vehicles
  88 | XVII | 1-2 4-7 | Aircraft and spacecraft
  89 | XVII | 1-8 | Ships and boats
  90 | XVIII | 1-8 10-33 | Optical, measuring and medical instruments
  91 | XVIII | 1-14 | Clocks and watches
  92 | XVIII | 1-2 5-9 | Musical instruments
  93 | XIX | 1-7 | Arms and ammunition
  94 | XX | 1-6 | Furniture, bedding, lamps
  95 | XX | 3-8 | Toys, games, sports goods
  96 | XX | 1-20 | Miscellaneous articles
  97 | XXI | 1-6 | Works of art and antiques
  99 | – | 99 | Goods not specified by kind
`;

/** `1-2 4` is 1, 2, 4. */
const numbersIn = (ranges: string): number[] =>
  ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  });

const codesOfChapter = (line: string): StatedCode[] => {
  const [chapter = '', section = '', ranges = '', title = ''] = line.split('|').map((cell) => cell.trim());
  const headings = numbersIn(ranges).map((number) => ({
    code: `${chapter}${String(number).padStart(2, '0')}`,
    description: `Heading of chapter ${chapter}, ${title}`,
    attributes: { level: 4 },
  }));
  return [{ code: chapter, description: title, attributes: { level: 2, section } }, ...headings];
};

const codes = (): StatedCode[] => chapters.trim().split('\n').flatMap(codesOfChapter);

export const harmonisedSystemLists = (): ShippedList[] =>
  ['CL152', 'CL706'].map((name) => ({
    name,
    title: name === 'CL152' ? 'Harmonised system' : 'Commodity codes',
    source: 'Chapters and headings of the harmonised system of 2022; import the nomenclature to check subheadings',
    validFrom: always,
    codes: codes(),
    hierarchical: true,
  }));
