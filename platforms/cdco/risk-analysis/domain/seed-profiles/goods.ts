/** Seeded criteria on goods. All invented: the real common risk criteria are restricted. */
import type { Profile } from '../profile.ts';
import {
  all,
  any,
  commodity,
  dangerousGoods,
  description,
  from,
  given,
  grossMass,
  isOneOf,
  item,
  missing,
  mode,
  not,
  origin,
  routing,
  says,
  startsWith,
} from './elements.ts';
import { seed } from './seed.ts';

/** Mode of transport at the border: air [M]. */
const byAir = mode({ eq: '4' });

const lithium = any(
  commodity(startsWith('850650', '850760')),
  description(says('lithium', 'li-ion', 'un3480', 'un 3480')),
);

export const goodsProfiles: readonly Profile[] = [
  seed('SAF-001', {
    title: 'Lithium batteries without declared dangerous goods, routed through listed places',
    riskAreaCode: 'SAF',
    riskLevel: 'high',
    condition: all(item(lithium, dangerousGoods(missing)), routing(isOneOf('HK', 'CN', 'MO'))),
    reason: 'Lithium batteries (UN 3480) are described, no dangerous goods are declared on the same item.',
    referralType: 'RFI',
  }),
  seed('SAF-002', {
    title: 'Explosive substances by air',
    riskAreaCode: 'SAF',
    riskLevel: 'critical',
    condition: all(byAir, item(dangerousGoods(startsWith('00', '01', '02', '03', '04', '05')))),
    reason: 'Goods of class 1 are declared for carriage by air.',
    referralType: 'RFS',
  }),
  seed('SAF-003', {
    title: 'Large quantity of lithium batteries in one declaration',
    riskAreaCode: 'SAF',
    riskLevel: 'medium',
    condition: all(item(dangerousGoods(isOneOf('3480', '3481', '3090', '3091'))), {
      sum: 'item',
      element: 'weight.grossMass',
      where: lithium,
      from: '1000',
    }),
    reason: 'Lithium batteries of more than a tonne in all.',
    recommendedControl: 'documentary',
  }),
  seed('SEC-001', {
    title: 'Explosive precursors described as such',
    riskAreaCode: 'SEC',
    riskLevel: 'critical',
    condition: item(
      commodity(startsWith('310230', '282990', '283429', '284700')),
      description(says('explosive precursor', 'explosives precursor')),
    ),
    reason: 'The goods are an explosive precursor by code and by description.',
    blocks: true,
  }),
  seed('SEC-002', {
    title: 'Nitrogenous fertiliser in quantity without declared dangerous goods',
    riskAreaCode: 'SEC',
    riskLevel: 'high',
    condition: item(commodity(startsWith('3102', '3105')), grossMass(from('500')), dangerousGoods(missing)),
    reason: 'Fertiliser of 500 kg or more, no dangerous goods declared on the same item.',
    recommendedControl: 'physical',
    placeOfControl: 'customsOfficeOfFirstEntry',
  }),
  seed('DRG-001', {
    title: 'Drug precursors',
    riskAreaCode: 'DRG',
    riskLevel: 'high',
    condition: item(
      any(commodity(startsWith('291524', '293961', '293962')), description(says('acetic anhydride', 'ephedrine'))),
    ),
    reason: 'The goods are a listed drug precursor.',
    recommendedControl: 'physical',
  }),
  seed('DRG-002', {
    title: 'Tablet presses',
    riskAreaCode: 'DRG',
    riskLevel: 'medium',
    condition: item(commodity(startsWith('8479')), description(says('tablet press', 'pill press'))),
    reason: 'Machines that make tablets: purpose and consignee are to be made known.',
    referralType: 'RFI',
  }),
  seed('IPR-001', {
    title: 'Watches of unlikely weight from listed places',
    riskAreaCode: 'IPR',
    riskLevel: 'medium',
    condition: item(
      commodity(startsWith('9101', '9102')),
      any(origin(isOneOf('CN', 'HK', 'TR')), description(says('replica', 'copy of', 'brand style'))),
    ),
    reason: 'Watches that may infringe an intellectual property right.',
    recommendedControl: 'physical',
  }),
  seed('IPR-002', {
    title: 'Footwear called replica',
    riskAreaCode: 'IPR',
    riskLevel: 'medium',
    condition: item(
      commodity(startsWith('6402', '6403', '6404')),
      description(says('replica', 'mirror quality', 'unbranded copy')),
    ),
    reason: 'Footwear that its own description calls a copy.',
    recommendedControl: 'physical',
  }),
  seed('PSF-001', {
    title: 'Chargers and power supplies in bulk',
    riskAreaCode: 'PSF',
    riskLevel: 'low',
    condition: all(item(commodity(startsWith('850440'))), {
      count: 'item',
      where: commodity(startsWith('850440')),
      from: 5,
    }),
    reason: 'Five or more items of chargers: a sample is to be tested.',
    recommendedControl: 'sampling',
  }),
  seed('DUU-001', {
    title: 'Unmanned aircraft not described as toys',
    riskAreaCode: 'DUU',
    riskLevel: 'medium',
    condition: item(commodity(startsWith('8806')), not(description(says('toy')))),
    reason: 'Unmanned aircraft: performance data are needed to tell whether they are dual-use goods.',
    referralType: 'RFI',
  }),
  seed('TRN-001', {
    title: 'Description that says nothing',
    riskAreaCode: 'TRN',
    riskLevel: 'low',
    condition: item(
      description({
        matches: ['*said to contain*', 'general cargo', 'freight of all kinds', 'parts', 'gifts', 'samples'],
      }),
      commodity(missing),
    ),
    reason: 'The goods cannot be known from their description, and no commodity code is given.',
    referralType: 'RFI',
  }),
  seed('CSH-001', {
    title: 'Banknotes, bullion or coin',
    riskAreaCode: 'CSH',
    riskLevel: 'high',
    condition: item(commodity(startsWith('490700', '7108', '711890')), grossMass(given)),
    reason: 'Means of payment sent as cargo.',
    recommendedControl: 'documentary',
  }),
];
