/** Rules on persons: addresses, telephone numbers, EORIs. */

import type { FilingView } from '../filing-view.ts';
import { isInternationalPhone } from '../identifiers.ts';
import { all, each, houses, type Located, master, type Path, type RuleContext, rule, unless } from './rule.ts';

interface Address {
  readonly country?: string;
  readonly street?: string;
  readonly number?: string;
  readonly poBox?: string;
  readonly postCode?: string;
}

interface Party {
  readonly identificationNumber?: string;
  readonly address?: Address;
  readonly communication?: readonly { readonly identifier?: string; readonly type?: string }[];
}

const named = (path: Path, holder: object, names: readonly string[]): Located<Party>[] =>
  names.flatMap((name) => {
    const value = (holder as Record<string, Party | undefined>)[name];
    return value === undefined ? [] : [{ path: [...path, name], value }];
  });

const traders = ['consignor', 'consignee', 'carrier', 'notifyParty'];

/** Everyone whom the filing describes, with the place. */
const parties = (filing: FilingView): Located<Party>[] => [
  ...named([], filing, ['declarant', 'representative']),
  ...[master(filing), ...houses(filing)].flatMap(({ path, value }) => named(path, value, traders)),
  ...houses(filing).flatMap(({ path, value }) =>
    named([...path, 'goodsShipment'], value.goodsShipment ?? {}, ['buyer', 'seller']),
  ),
];

const addresses = (filing: FilingView): Located<Address>[] =>
  parties(filing).flatMap(({ path, value }) =>
    value.address === undefined ? [] : [{ path: [...path, 'address'], value: value.address }],
  );

const hasStreetOrBox = (address: Address): boolean =>
  (address.street !== undefined && address.number !== undefined) || address.poBox !== undefined;

const communications = (filing: FilingView) =>
  parties(filing).flatMap(({ path, value }) => each([...path, 'communication'], value.communication));

/** Who must be registered: those whom the official tables say "EORI number shall be declared" of, and who act on the filing. */
const registered = (filing: FilingView): Located<Party>[] => [
  ...named([], filing, ['declarant', 'representative']),
  ...[master(filing), ...houses(filing)].flatMap(({ path, value }) => named(path, value, ['carrier'])),
  ...houses(filing).flatMap(({ path, value }) =>
    each([...path, 'supplementaryDeclarant'], value.supplementaryDeclarant),
  ),
];

const isActive = (eori: string, { operator }: RuleContext): boolean =>
  ['active', 'valid'].includes(operator(eori)?.status ?? '');

/** Ireland has post codes, but its addresses are used without; every other Member State's need one. */
const needsPostCode = (country: string, { isMemberState }: RuleContext): boolean =>
  country !== 'IE' && isMemberState(country);

export const partyRules = [
  rule('R3002', all, (filing) =>
    addresses(filing).flatMap(({ path, value }) =>
      unless(hasStreetOrBox(value), path, 'An address has a street and a number, or a P.O. box.'),
    ),
  ),
  rule('R3005', all, (filing, context) =>
    registered(filing).flatMap(({ path, value: { identificationNumber: eori } }) =>
      unless(
        eori === undefined || isActive(eori, context),
        [...path, 'identificationNumber'],
        'This is not the EORI of an operator who is registered at present.',
      ),
    ),
  ),
  rule('R3006', all, (filing) =>
    communications(filing).flatMap(({ path, value }) =>
      unless(
        value.type !== 'TE' || isInternationalPhone(value.identifier ?? ''),
        [...path, 'identifier'],
        'A telephone number is written internationally: +, country code and number, 7 to 15 digits.',
      ),
    ),
  ),
  rule('R3033', all, ({ declarant, representative }) =>
    unless(
      representative === undefined || representative.identificationNumber !== declarant?.identificationNumber,
      ['representative', 'identificationNumber'],
      'The representative is another person than the declarant.',
    ),
  ),
  // CL733, which says for which countries a post code is optional, is not public; of Member States it is known.
  rule('C3034', all, (filing, context) =>
    addresses(filing).flatMap(({ path, value }) =>
      unless(
        value.postCode !== undefined || !needsPostCode(value.country ?? '', context),
        [...path, 'postCode'],
        'An address in this country has a post code.',
      ),
    ),
  ),
];
