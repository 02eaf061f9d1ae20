/** Seeded criteria on routes and means of transport. All invented. */
import type { Profile } from '../profile.ts';
import {
  all,
  any,
  commodity,
  container,
  departure,
  from,
  isOneOf,
  item,
  mode,
  not,
  origin,
  placeOfLoading,
  routing,
  routingSequence,
  startsWith,
} from './elements.ts';
import { seed } from './seed.ts';

export const routeProfiles: readonly Profile[] = [
  seed('TRN-002', {
    title: 'Route of six countries or more',
    riskAreaCode: 'TRN',
    riskLevel: 'low',
    condition: all(routingSequence(from('6')), mode(isOneOf('1', '4'))),
    reason: 'The route is longer than the goods explain.',
    recommendedControl: 'documentary',
  }),
  seed('TRN-003', {
    title: 'Container of a range reported as misused',
    riskAreaCode: 'TRN',
    riskLevel: 'medium',
    condition: container(startsWith('ZZZU')),
    reason: 'Containers of this (invented) prefix were reported as misused.',
    recommendedControl: 'scan',
  }),
  seed('DRG-004', {
    title: 'Fruit from a port of interest',
    riskAreaCode: 'DRG',
    riskLevel: 'medium',
    condition: all(placeOfLoading(isOneOf('ECGYE', 'COTRB')), item(commodity(startsWith('0803', '0804')))),
    reason: 'Fruit loaded in a port where cargo was contaminated before.',
    recommendedControl: 'scan',
    placeOfControl: 'placeOfUnloading',
  }),
  seed('SEC-005', {
    title: 'Origin outside the route',
    riskAreaCode: 'SEC',
    riskLevel: 'medium',
    condition: all(item(origin(isOneOf('IR', 'SY'))), not(routing(isOneOf('IR', 'SY')))),
    reason: 'The country of origin is not on the route: the goods were sent on.',
    referralType: 'RFI',
  }),
  seed('SEC-006', {
    title: 'Arms and ammunition through listed places',
    riskAreaCode: 'SEC',
    riskLevel: 'high',
    condition: all(
      any(routing(isOneOf('LY', 'YE', 'SO')), departure({ before: '2024-01-01T00:00:00Z' })),
      item(commodity(startsWith('93'))),
    ),
    reason: 'Arms or ammunition on a route of interest, or said to have left long ago.',
    referralType: 'RFS',
  }),
];
