/** Lists to begin with, so that a fresh platform shows hits. Every entry is invented; nobody and nothing real is meant. */
import { usualLeastScore, type WatchList } from './watch-list.ts';

const seededOn = '2024-01-01';

const seed = (list: Pick<WatchList, 'listId' | 'title' | 'riskAreaCode' | 'riskLevel' | 'entries'>): WatchList => ({
  ...list,
  title: `${list.title} (invented example)`,
  version: 1,
  source: 'Invented with the platform; nobody real is meant.',
  validFrom: seededOn,
  leastScore: usualLeastScore,
  invented: true,
});

export const seedWatchLists: readonly WatchList[] = [
  seed({
    listId: 'WL-SEED-PARTIES',
    title: 'Parties of interest',
    riskAreaCode: 'SEC',
    riskLevel: 'high',
    entries: [
      {
        entryId: 'P-1',
        kind: 'party',
        name: 'Phantasma Gnomeworks Trading GmbH',
        aliases: ['Fantasma Gnomeworks', 'Фантасма Гномверкс'],
        identifiers: ['DE000000000000661'],
        address: { street: 'Erfindungsweg', number: '66', postCode: '60549', city: 'Nirgendstadt', country: 'DE' },
        remark: 'Invented.',
      },
      { entryId: 'P-2', kind: 'party', name: 'Nowhereland Imaginary Optics Co., Ltd.', aliases: ['NIO Imaginary'] },
      { entryId: 'P-3', kind: 'party', name: 'Zelentdze Kromannsky', remark: 'Invented.' },
      {
        entryId: 'A-1',
        kind: 'address',
        address: { street: 'Inventiestraat', number: '666', postCode: '4460', city: 'Verzonnen', country: 'BE' },
        remark: 'Invented: a letter box of many businesses.',
      },
    ],
  }),
  seed({
    listId: 'WL-SEED-MEANS',
    title: 'Containers and vessels of interest',
    riskAreaCode: 'TRN',
    riskLevel: 'medium',
    entries: [
      { entryId: 'C-1', kind: 'container', identifiers: ['XXXU6660003'], remark: 'Invented; no such owner code.' },
      {
        entryId: 'V-1',
        kind: 'vessel',
        name: 'Imaginary Leviathan',
        identifiers: ['IMO 6660008'],
        remark: 'Invented.',
      },
    ],
  }),
];
