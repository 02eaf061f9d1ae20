/** Seeded criteria on values and documents. All invented; document codes are those of the official lists [M]. */
import type { Profile } from '../profile.ts';
import {
  all,
  any,
  commodity,
  consignmentDocument,
  consignmentMass,
  description,
  document,
  from,
  house,
  invoiceCurrency,
  invoiced,
  isOneOf,
  item,
  itemAmount,
  not,
  postalValue,
  says,
  startsWith,
  upTo,
} from './elements.ts';
import { seed } from './seed.ts';

/** CITES certificate [M]. */
const citesCertificate = isOneOf('C400');
/** Certificates and declarations of conformity [M]. */
const conformity = isOneOf('C612', 'Y920');

export const valueAndDocumentProfiles: readonly Profile[] = [
  seed('UVL-002', {
    title: 'Telephones of next to no value',
    riskAreaCode: 'UVL',
    riskLevel: 'medium',
    condition: item(commodity(startsWith('851713', '847130')), any(itemAmount(upTo('10')), postalValue(upTo('10')))),
    reason: 'The stated value lies far below what such goods cost.',
    referralType: 'RFI',
  }),
  seed('UVL-003', {
    title: 'Heavy consignment of low value',
    riskAreaCode: 'UVL',
    riskLevel: 'medium',
    condition: house(invoiced(upTo('150')), invoiceCurrency({ eq: 'EUR' }), consignmentMass(from('200'))),
    reason: '200 kg and more for 150 euro and less.',
    recommendedControl: 'documentary',
  }),
  seed('UVL-004', {
    title: 'Every item below a euro',
    riskAreaCode: 'UVL',
    riskLevel: 'low',
    condition: all({ every: 'item', where: itemAmount(upTo('1')) }, { count: 'item', from: 3 }),
    reason: 'Three items or more, none of which is said to be worth more than one unit of its currency.',
    recommendedControl: 'documentary',
  }),
  seed('CSH-002', {
    title: 'Jewellery of high postal value',
    riskAreaCode: 'CSH',
    riskLevel: 'medium',
    condition: item(
      commodity(startsWith('7113', '7102', '7103')),
      any(postalValue(from('10000')), itemAmount(from('10000'))),
    ),
    reason: 'Jewellery or stones of 10,000 and more in one item.',
    recommendedControl: 'physical',
  }),
  seed('CIT-001', {
    title: 'Protected animals and their parts without certificate',
    riskAreaCode: 'CIT',
    riskLevel: 'high',
    condition: house(
      item(
        any(
          commodity(startsWith('4103', '960110', '050710')),
          description(says('ivory', 'python', 'crocodile', 'pangolin')),
        ),
        not(document(citesCertificate)),
      ),
      not(consignmentDocument(citesCertificate)),
    ),
    reason: 'Goods of a protected species without the certificate.',
    recommendedControl: 'physical',
  }),
  seed('CIT-002', {
    title: 'Live plants of protected species without certificate',
    riskAreaCode: 'CIT',
    riskLevel: 'medium',
    condition: item(
      commodity(startsWith('0602')),
      description(says('orchid', 'cactus', 'cycad')),
      not(document(citesCertificate)),
    ),
    reason: 'Plants of a protected family without the certificate.',
    referralType: 'RFI',
  }),
  seed('PSF-002', {
    title: 'Toys without proof of conformity',
    riskAreaCode: 'PSF',
    riskLevel: 'low',
    condition: house(
      item(commodity(startsWith('9503')), not(document(conformity))),
      not(consignmentDocument(conformity)),
    ),
    reason: 'Toys without a declaration of conformity.',
    recommendedControl: 'documentary',
  }),
  seed('PSF-003', {
    title: 'Medicines in small consignments',
    riskAreaCode: 'PSF',
    riskLevel: 'medium',
    condition: item(commodity(startsWith('3003', '3004')), any(postalValue(upTo('150')), itemAmount(upTo('150')))),
    reason: 'Medicines of small value, most often bought on the net.',
    recommendedControl: 'physical',
  }),
];
