/** Conditions on buyer and seller, and on the values that a one-stop-shop import (additional information 10900) needs. */
import { countryOfPlace } from '../filing.ts';
import type { House } from '../filing-view.ts';
import { each, houseRule, type Located, type Problem, sea, unless } from './rule.ts';

const isOneStopShop = ({ value }: Located<House>): boolean =>
  (value.additionalInformation ?? []).some((information) => information.code === '10900');

/** C3037: demanded where the one-stop shop is used without naming the fiscal reference. */
const lacksFiscalReference = (house: Located<House>): boolean =>
  isOneStopShop(house) && house.value.additionalFiscalReferences === undefined;

const items = ({ path, value }: Located<House>) => each([...path, 'goodsItem'], value.goodsItem);

const demanded = (when: boolean, value: unknown, path: Located<House>['path'], what: string): readonly Problem[] =>
  unless(!when || value !== undefined, path, `${what} is stated where additional information 10900 is.`);

export const tradeRules = [
  houseRule('C3020', sea, ({ path, value }, { isMemberState }) => {
    const delivery = countryOfPlace(value.placeOfDelivery);
    return unless(
      value.goodsShipment !== undefined || delivery === undefined || !isMemberState(delivery),
      [...path, 'goodsShipment'],
      'Buyer and seller are stated for goods that are delivered in the Union.',
    );
  }),
  houseRule('C3037', ['IE3F32'], (house) =>
    demanded(
      lacksFiscalReference(house),
      house.value.additionsAndDeductions,
      [...house.path, 'additionsAndDeductions'],
      'Without fiscal reference, the amount of additions and deductions',
    ),
  ),
  houseRule('C3037', ['IE3F32', 'IE3F43'], (house) =>
    items(house).flatMap(({ path, value }) =>
      demanded(
        lacksFiscalReference(house),
        value.typeOfGoods,
        [...path, 'typeOfGoods'],
        'Without fiscal reference, the type of goods',
      ),
    ),
  ),
  houseRule('C3038', ['IE3F32'], (house) =>
    demanded(
      isOneStopShop(house),
      house.value.totalAmountInvoiced,
      [...house.path, 'totalAmountInvoiced'],
      'The amount invoiced',
    ),
  ),
  houseRule('C3038', ['IE3F43'], (house) => [
    ...demanded(
      isOneStopShop(house),
      house.value.postalCharges,
      [...house.path, 'postalCharges'],
      'The amount of postal charges',
    ),
    ...items(house).flatMap(({ path, value }) =>
      demanded(isOneStopShop(house), value.postalValue, [...path, 'postalValue'], 'The postal value'),
    ),
  ]),
];
