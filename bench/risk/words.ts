/** Short words for the conditions of seeded profiles. */
import type { Block, Condition, Test } from '../../platforms/cdco/risk-analysis/domain/condition.ts';

const at =
  (element: string) =>
  (is: Test): Condition => ({ element, is });

export const commodity = at('derived.commodityCode');
export const valuePerKilogram = at('derived.valuePerKilogram');
export const origin = at('countryOfOrigin.country');
export const currency = at('itemAmountInvoiced.currency');
export const description = at('commodity.descriptionOfGoods');
export const document = at('supportingDocuments.type');
export const consignor = at('consignor.identificationNumber');
export const consignee = at('consignee.identificationNumber');
export const consigneeCountry = at('consignee.address.country');
export const consigneePostCode = at('consignee.address.postCode');
export const amount = at('totalAmountInvoiced.value');
export const mass = at('totalGrossMass');
export const mode = at('activeBorderTransportMeans.ModeOfTransport');
export const routing = at('activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country');
export const office = at('customsOfficeOfFirstEntry.referenceNumber');
export const carrier = at('consignmentMasterLevel.carrier.identificationNumber');

export const isOneOf = (values: readonly string[]): Test => (values.length === 1 ? { eq: values[0]! } : { in: values });
export const startsWith = (...prefix: readonly string[]): Test => ({ prefix });
export const from = (value: string): Test => ({ range: { from: value } });
export const upTo = (value: string): Test => ({ range: { to: value } });
export const says = (word: string): Test => ({ matches: [`*${word}*`] });

export const all = (...conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? conditions[0]! : { all: conditions };
export const any = (...conditions: readonly Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
const some =
  (block: Block) =>
  (...conditions: readonly Condition[]): Condition => ({ some: block, where: all(...conditions) });
export const item = some('item');
export const house = some('house');
