/** Persons, their parts, and small yes-or-no lists. */
import { always, codesOf, fromMemory, type ShippedList } from './shipped-list.ts';

const small = (name: string, title: string, of: string, lines: string, unlistedPattern?: string): ShippedList => ({
  name,
  title,
  source: fromMemory(of),
  validFrom: always,
  codes: codesOf(lines),
  ...(unlistedPattern === undefined ? {} : { unlistedPattern }),
});

const model = 'Customs data model';

export const partyLists = (): ShippedList[] => [
  small('CL027', 'No or yes', model, '0 No\n1 Yes'),
  small('CL708', 'Whether goods are in containers', model, '0 No\n1 Yes'),
  small('CL094', 'Status of the representative', model, '2 Direct representation\n3 Indirect representation'),
  small('CL729', 'Type of person', model, '1 Natural person\n2 Legal person\n3 Association of persons'),
  small('CL707', 'Type of communication', model, 'EM E-mail\nTE Telephone'),
  small(
    'CL704',
    'Role of a further actor in the supply chain',
    model,
    'CS Consolidator\nFW Freight forwarder\nMF Manufacturer\nWH Warehouse keeper',
    '[A-Z]{2,3}',
  ),
  small(
    'CL756',
    'Role of an additional fiscal reference',
    model,
    'FR1 Importer\nFR2 Customer\nFR3 Tax representative\nFR4 Holder of deferred payment\nFR5 Seller under the import one-stop shop\nFR7 Taxable person',
    'FR[0-9]',
  ),
];
