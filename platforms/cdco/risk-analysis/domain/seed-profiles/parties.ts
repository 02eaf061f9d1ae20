/** Seeded criteria on parties. Every party named here is invented. */
import type { Profile } from '../profile.ts';
import {
  all,
  any,
  commodity,
  consignee,
  consigneeCountry,
  consigneePostCode,
  consignor,
  consignorCountry,
  consignorName,
  description,
  house,
  isOneOf,
  item,
  missing,
  says,
  startsWith,
} from './elements.ts';
import { seed } from './seed.ts';

export const partyProfiles: readonly Profile[] = [
  seed('SEC-003', {
    title: 'Consignor on the list of parties of interest',
    riskAreaCode: 'SEC',
    riskLevel: 'high',
    condition: house(consignor(isOneOf('BE0000000666', 'NL0000000666', 'DE000000000000666'))),
    reason: 'The consignor is a party of interest.',
    referralType: 'RFS',
  }),
  seed('DRG-003', {
    title: 'Address used before for concealed deliveries',
    riskAreaCode: 'DRG',
    riskLevel: 'high',
    condition: house(consigneeCountry({ eq: 'BE' }), consigneePostCode(isOneOf('0666', '0667'))),
    reason: 'Deliveries to this (invented) postcode held concealed goods before.',
    recommendedControl: 'physical',
  }),
  seed('SEC-004', {
    title: 'Consignor without identity and electronics of interest',
    riskAreaCode: 'SEC',
    riskLevel: 'medium',
    condition: house(
      consignor(missing),
      any(consignorName(says('unknown', 'no name', 'cash customer')), consignorName(missing)),
      item(commodity(startsWith('8526', '8517', '9013'))),
    ),
    reason: 'Nobody can be held to the consignment: the consignor is not named.',
    referralType: 'RFI',
  }),
  seed('UVL-001', {
    title: 'Many consignments to one consignee in one declaration',
    riskAreaCode: 'UVL',
    riskLevel: 'low',
    condition: { count: 'house', where: consignee(isOneOf('BE0000000007', 'DE000000000000667')), from: 10 },
    reason: 'Ten or more consignments to one consignee: they may be one, split to stay below a threshold.',
    recommendedControl: 'documentary',
  }),
  seed('DUU-002', {
    title: 'Navigation equipment to a party of interest',
    riskAreaCode: 'DUU',
    riskLevel: 'high',
    condition: house(
      any(consignee(isOneOf('BE0000000667', 'NL0000000667')), consignorCountry(isOneOf('KP'))),
      item(any(commodity(startsWith('8526', '901420')), description(says('inertial', 'gyroscope')))),
    ),
    reason: 'Navigation equipment for a party of interest.',
    referralType: 'RFI',
  }),
  seed('IPR-003', {
    title: 'Consignor of earlier infringements',
    riskAreaCode: 'IPR',
    riskLevel: 'medium',
    condition: all(
      house(consignor(isOneOf('CN0000000666', 'HK0000000666'))),
      item(commodity(startsWith('4202', '61', '62', '64', '9004'))),
    ),
    reason: 'The consignor sent infringing goods before.',
    recommendedControl: 'physical',
  }),
];
