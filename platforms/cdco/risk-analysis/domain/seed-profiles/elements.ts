/** Places in a declaration that the seeded criteria speak of, and short words for conditions on them. */
import type { Condition, Test } from '../condition.ts';

const at =
  (element: string) =>
  (is: Test): Condition => ({ element, is });

/** Within a goods item. */
export const commodity = at('commodity.commodityCode.harmonizedSystemSubHeadingCode');
export const description = at('commodity.descriptionOfGoods');
export const dangerousGoods = at('commodity.dangerousGoods.UNNumber');
export const grossMass = at('weight.grossMass');
export const origin = at('countryOfOrigin.country');
export const document = at('supportingDocuments.type');
export const itemAmount = at('itemAmountInvoiced.value');
export const postalValue = at('postalValue.value');

/** Within a consignment. */
export const consignor = at('consignor.identificationNumber');
export const consignorName = at('consignor.name');
export const consignorCountry = at('consignor.address.country');
export const consignee = at('consignee.identificationNumber');
export const consigneeCountry = at('consignee.address.country');
export const consigneePostCode = at('consignee.address.postCode');
export const invoiced = at('totalAmountInvoiced.value');
export const invoiceCurrency = at('totalAmountInvoiced.currency');
export const consignmentMass = at('totalGrossMass');
export const consignmentDocument = at('supportingDocuments.type');

/** In the declaration. */
export const mode = at('activeBorderTransportMeans.ModeOfTransport');
export const routing = at('activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country');
export const routingSequence = at('activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.sequenceNumber');
export const placeOfLoading = at('consignmentMasterLevel.placeOfLoading.UNLOCODE');
export const departure = at('activeBorderTransportMeans.estimatedDateAndTimeOfDeparture.DateTime');
export const container = at('consignmentMasterLevel.transportEquipment.containerIdentificationNumber');

export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
/** All on the same goods item. */
export const item = (...conditions: Condition[]): Condition => ({ some: 'item', where: all(...conditions) });
/** All in the same consignment. */
export const house = (...conditions: Condition[]): Condition => ({ some: 'house', where: all(...conditions) });

export const isOneOf = (...values: string[]): Test => ({ in: values });
export const startsWith = (...values: string[]): Test => ({ prefix: values });
export const says = (...patterns: string[]): Test => ({ matches: patterns.map((words) => `*${words}*`) });
export const from = (lowest: string): Test => ({ range: { from: lowest } });
export const upTo = (highest: string): Test => ({ range: { to: highest } });
export const missing: Test = { absent: true };
export const given: Test = { present: true };
