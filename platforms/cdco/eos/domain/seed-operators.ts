/** Operators to begin with. All of them are invented, and their names say so; the numbers belong to nobody. */
import type { AeoStatus, AeoType, Operator } from './operator.ts';

const validFrom = '2020-01-01';

const operator = (EORI: string, name: string, more: Partial<Operator> = {}): Operator => ({
  EORI,
  name,
  country: EORI.slice(0, 2),
  validFrom,
  ...more,
});

const aeo = (type: AeoType, status: AeoStatus = 'valid') => ({ aeo: { type, status, validFrom: '2021-06-01' } });

export const seedOperators: readonly Operator[] = [
  operator('BE0000000001', 'Invented Parcels NV', aeo('AEOC')),
  operator('DE000000000000002', 'Invented Customs Agents GmbH', aeo('AEOF')),
  operator('BE0000000003', 'Invented Air Express NV', aeo('AEOS')),
  operator('NL0000000004', 'Invented Ocean Lines BV'),
  operator('DE000000000000005', 'Invented Post AG'),
  operator('BE0000000006', 'Invented Expired Traders NV', { validTo: '2024-12-31' }),
  operator('BE0000000007', 'Invented Web Shop BV'),
  operator('NL0000000008', 'Invented Suspended Forwarders BV', aeo('AEOS', 'suspended')),
  operator('FR00000000000009', 'Invented Boutique SA'),
  operator('IT00000000010', 'Invented Officina Srl'),
  operator('ES00000000011', 'Invented Almacenes SL'),
  operator('PL00000000012', 'Invented Hurtownia Sp. z o.o.'),
  operator('AT0000000013', 'Invented Handel GmbH'),
  operator('SE0000000014', 'Invented Import AB'),
  operator('BE0000000015', 'Invented Electronics NV'),
  operator('BE0000000016', 'Invented Toys NV'),
  operator('NL0000000017', 'Invented Flowers BV'),
  operator('DE000000000000018', 'Invented Machines GmbH', aeo('AEOC', 'revoked')),
  operator('NL0000000019', 'Invented IT Services BV'),
  operator('BE0000000042', 'Invented Consignee NV'),
  // Of whom the seeded risk profiles speak.
  operator('BE0000000666', 'Invented Party of Interest NV'),
  operator('BE0000000667', 'Invented Consignee of Interest NV'),
];
