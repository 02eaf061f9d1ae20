/** Means, modes and equipment of transport. */
import { always, codesOf, fromMemory, type ShippedList } from './shipped-list.ts';

const modes = `
  1 Sea
  2 Rail
  3 Road
  4 Air
  5 Post
  7 Fixed installation
  8 Inland waterway
  9 Own propulsion
`;

const identifications = `
  10 IMO number of a ship
  11 Name of a seagoing vessel
  20 Number of a wagon
  21 Number of a train
  30 Registration of a road vehicle
  31 Registration of a trailer
  40 IATA flight number
  41 Registration of an aircraft
  80 European number of an inland vessel (ENI)
  81 Name of an inland vessel
`;

const payments = `
  A Cash
  B Credit card
  C Cheque
  D Other
  H Electronic transfer
  Y Account with the carrier
  Z Not paid in advance
`;

const containers = `
  20G1 Container 20 ft, general purpose, 8 ft high
  22G1 Container 20 ft, general purpose
  22P1 Container 20 ft, flat rack
  22R1 Container 20 ft, refrigerated
  22T1 Container 20 ft, tank
  22U1 Container 20 ft, open top
  42G1 Container 40 ft, general purpose
  42P1 Container 40 ft, flat rack
  42R1 Container 40 ft, refrigerated
  42U1 Container 40 ft, open top
  45G1 Container 40 ft, high cube
  45R1 Container 40 ft, high cube, refrigerated
  L5G1 Container 45 ft, high cube
`;

export const transportLists = (): ShippedList[] => [
  {
    name: 'CL018',
    title: 'Modes of transport',
    source: 'Modes of transport at the border, as all customs declarations of the Union use them',
    validFrom: always,
    codes: codesOf(modes),
  },
  {
    name: 'CL750',
    title: 'Identification of a means of transport',
    source: fromMemory('Types of identification of the customs data model'),
    validFrom: always,
    codes: codesOf(identifications),
  },
  {
    name: 'CL116',
    title: 'Payment of transport charges',
    source: fromMemory('Methods of payment of the customs data model'),
    validFrom: always,
    codes: codesOf(payments),
  },
  {
    name: 'CL710',
    title: 'Size and type of containers',
    source: fromMemory('Common codes of ISO 6346; others are taken by their form'),
    validFrom: always,
    codes: codesOf(containers),
    unlistedPattern: '[A-Z0-9]{1,10}',
  },
  {
    name: 'CL711',
    title: 'Supplier of a container',
    source: fromMemory('UN/EDIFACT 8077; others are taken by their form'),
    validFrom: always,
    codes: codesOf('1 Shipper\n2 Carrier'),
    unlistedPattern: '[0-9]{1,3}',
  },
  {
    name: 'CL709',
    title: 'Whether a container is packed',
    source: fromMemory('Customs data model; others are taken by their form'),
    validFrom: always,
    codes: codesOf('A Empty\nB Not empty'),
    unlistedPattern: '[A-Z0-9]{1,3}',
  },
];
