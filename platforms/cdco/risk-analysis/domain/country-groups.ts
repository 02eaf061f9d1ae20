/**
 * Groups of countries that criteria may name. Only public facts; a list of countries of interest is written out in the profile
 * that uses it, so that its versions are kept. [M] where it says so.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK';
const EFTA = 'CH IS LI NO';

export const countryGroups: ReadonlyMap<string, { readonly title: string; readonly members: ReadonlySet<string> }> =
  new Map([
    ['EU', { title: 'Member States of the Union', members: words(EU) }],
    ['EFTA', { title: 'European Free Trade Association', members: words(EFTA) }],
    ['EEA', { title: 'European Economic Area', members: words(`${EU} IS LI NO`) }],
    ['ICS', { title: 'Union, Norway and Switzerland: one security area', members: words(`${EU} CH LI NO`) }],
    ['CTC', { title: 'Common transit [M]', members: words(`${EU} ${EFTA} GB GE MD ME MK RS TR UA`) }],
  ]);

const nobody: ReadonlySet<string> = new Set();

export const membersOf = (group: string): ReadonlySet<string> => countryGroups.get(group)?.members ?? nobody;
