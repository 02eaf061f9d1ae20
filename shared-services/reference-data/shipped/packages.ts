/** Kinds of package (UN/ECE recommendation 21), with the three groups that rules C3035 and C3036 tell apart. */
import type { StatedCode } from '../code-list.ts';
import { always, codesOf, type ShippedList } from './shipped-list.ts';

const packages = `
  1A Drum, steel
  1B Drum, aluminium
  1D Drum, plywood
  1G Drum, fibre
  1W Drum, wooden
  2C Barrel, wooden
  3A Jerrican, steel
  3H Jerrican, plastic
  43 Bag, super bulk
  44 Bag, polythene
  4A Box, steel
  4B Box, aluminium
  4C Box, natural wood
  4D Box, plywood
  4F Box, reconstituted wood
  4G Box, fibreboard
  4H Box, plastic
  5H Bag, woven plastic
  5L Bag, textile
  5M Bag, paper
  6H Composite packaging with plastic receptacle
  6P Composite packaging with glass receptacle
  7A Case, car
  7B Case, wooden
  8A Pallet, wooden
  8B Crate, wooden
  8C Bundle, wooden
  AE Aerosol
  AG Pallet, shrink-wrapped
  BA Barrel
  BC Crate for bottles
  BE Bundle
  BG Bag
  BH Bunch
  BI Bin
  BJ Bucket
  BK Basket
  BL Bale, compressed
  BN Bale, not compressed
  BO Bottle, cylindrical, unprotected
  BQ Bottle, cylindrical, protected
  BR Bar
  BX Box
  CA Can, rectangular
  CG Cage
  CH Chest
  CI Canister
  CK Cask
  CL Coil
  CN Container that is no transport equipment
  CR Crate
  CS Case
  CT Carton
  CU Cup
  CX Can, cylindrical
  CY Cylinder
  DJ Demijohn, unprotected
  DP Demijohn, protected
  DR Drum
  EC Bag, plastic
  EN Envelope
  FB Flexible bag
  FE Flexible tank
  FC Crate for fruit
  FR Frame
  GB Bottle for gas
  GR Receptacle, glass
  HG Hogshead
  HN Hanger
  HR Hamper
  IH Drum, plastic
  IN Ingot
  JB Bag, jumbo
  JG Jug
  JR Jar
  JT Bag, jute
  KG Keg
  KI Kit
  LE Luggage
  LG Log
  LT Lot
  MB Bag, multi-ply
  MR Receptacle, metal
  MS Sack, multi-wall
  NA Not available
  NE Unpacked
  NF Unpacked, a single unit
  NG Unpacked, several units
  NS Nest
  NT Net
  OT Octabin
  PA Packet
  PB Pallet with box
  PC Parcel
  PG Plate
  PI Pipe
  PK Package
  PL Pail
  PO Pouch
  PP Piece
  PR Receptacle, plastic
  PT Pot
  PU Tray
  PX Pallet
  RD Rod
  RG Ring
  RK Rack
  RL Reel
  RO Roll
  SA Sack
  SH Sachet
  SK Case, skeleton
  SL Slipsheet
  ST Sheet
  SU Suitcase
  SW Shrink-wrapped
  SX Set
  TB Tub
  TC Chest for tea
  TK Tank, rectangular
  TN Tin
  TO Tun
  TR Trunk
  TU Tube
  TY Tank, cylindrical
  UN Unit
  VA Vat
  VG Bulk, gas
  VI Vial
  VL Bulk, liquid
  VN Vehicle
  VO Bulk, solid, large particles
  VP Vacuum-packed
  VQ Bulk, liquefied gas
  VR Bulk, solid, grains
  VS Bulk, scrap metal
  VY Bulk, solid, fine particles
  WA Intermediate bulk container
  WC Intermediate bulk container, steel
  ZS Intermediate bulk container, composite
  ZZ As agreed between the parties
`;

const groups: Readonly<Record<string, string>> = Object.fromEntries([
  ...['VG', 'VL', 'VO', 'VQ', 'VR', 'VS', 'VY'].map((code) => [code, 'bulk']),
  ...['NE', 'NF', 'NG'].map((code) => [code, 'unpacked']),
]);

const withGroup = (stated: StatedCode): StatedCode => ({
  ...stated,
  attributes: { group: groups[stated.code] ?? 'packed' },
});

export const packageLists = (): ShippedList[] => [
  {
    name: 'CL017',
    title: 'Kinds of package',
    source: 'UN/ECE recommendation 21: the common kinds, in our own words; import the full list for the rest',
    validFrom: always,
    codes: codesOf(packages).map(withGroup),
  },
];
