import assert from 'node:assert/strict';
import type { TSchema } from '../../../../../reference-architecture/contract/schema.ts';
import { jsonPointer } from '../../../../../shared-services/kit/refusal.ts';
import { type Filing, type FilingName, filings } from '../../messages/filings.ts';
import { validMessage } from '../../test-support/examples.ts';
import { ruleContext } from '../../test-support/rule-context.ts';
import { checkFiling, maxFaults, rules } from './index.ts';

/** A message that a test bends: everything may be there, or not. */
// biome-ignore lint/suspicious/noExplicitAny: the test reaches into messages by name, and breaks them on purpose
type Bent = any;

const example = (name: FilingName): Bent => validMessage(`file${name}`);

const faultsOf = (name: FilingName, message: Bent): string[] =>
  checkFiling(name, message as Filing, ruleContext)
    .map(({ code, path }) => `${code} ${jsonPointer(path)}`)
    .toSorted();

const master = '/consignmentMasterLevel';
const house = `${master}/consignmentHouseLevel/0`;
const item = `${house}/goodsItem/0`;
const means = '/activeBorderTransportMeans';
const routing = `${means}/countriesOfRoutingOfMeansOfTransport`;

const masterOf = (message: Bent): Bent => message.consignmentMasterLevel;
const houseOf = (message: Bent): Bent => masterOf(message).consignmentHouseLevel[0];
const itemOf = (message: Bent): Bent => houseOf(message).goodsItem[0];
const meansOf = (message: Bent): Bent => message.activeBorderTransportMeans;
const stops = (...countries: string[]) => countries.map((country, index) => ({ sequenceNumber: index + 1, country }));

interface Case {
  readonly when: string;
  readonly in: FilingName;
  readonly bend: (message: Bent) => void;
  /** `R3018 /pointer`; none: the bent message is still right. */
  readonly faults: readonly string[];
}

const splitWith = (previousMRN: string) => (message: Bent) => {
  message.splitConsignment = { splitConsignmentIndicator: '1', previousMRN };
};

const cases: readonly Case[] = [
  {
    when: 'a P.O. box stands for street and number',
    in: 'IE3F24',
    bend: (m) => {
      delete m.declarant.address.street;
      m.declarant.address.poBox = 'PB 1';
    },
    faults: [],
  },
  {
    when: 'an address has neither street with number nor P.O. box',
    in: 'IE3F24',
    bend: (m) => {
      delete m.declarant.address.number;
    },
    faults: ['R3002 /declarant/address'],
  },
  {
    when: 'the address of the buyer has none either',
    in: 'IE3F10',
    bend: (m) => {
      delete houseOf(m).goodsShipment.buyer.address.street;
    },
    faults: [`R3002 ${house}/goodsShipment/buyer/address`],
  },
  {
    when: 'the previous MRN has a wrong check digit',
    in: 'IE3F10',
    bend: splitWith('26NL00000000001ST0'),
    faults: ['R3004 /splitConsignment/previousMRN'],
  },
  {
    when: 'a split consignment names a right previous MRN',
    in: 'IE3F11',
    bend: splitWith('26BE00000000001ST7'),
    faults: [],
  },
  {
    when: 'a split consignment names no previous MRN',
    in: 'IE3F11',
    bend: (m) => {
      m.splitConsignment.splitConsignmentIndicator = '1';
    },
    faults: ['C3001 /splitConsignment/previousMRN'],
  },
  {
    when: 'a consignment that is not split names one',
    in: 'IE3F11',
    bend: (m) => {
      m.splitConsignment.previousMRN = '26BE00000000001ST7';
    },
    faults: ['C3001 /splitConsignment/previousMRN'],
  },
  {
    when: 'the carrier is not registered',
    in: 'IE3F24',
    bend: (m) => {
      houseOf(m).carrier.identificationNumber = 'BE9999999999';
    },
    faults: [`R3005 ${house}/carrier/identificationNumber`],
  },
  {
    when: 'a supplementary declarant is not registered',
    in: 'IE3F26',
    bend: (m) => {
      houseOf(m).supplementaryDeclarant = [{ identificationNumber: 'BE9999999999', supplementaryFilingType: '1' }];
    },
    faults: [`R3005 ${house}/supplementaryDeclarant/0/identificationNumber`],
  },
  {
    when: 'a telephone number is national',
    in: 'IE3F32',
    bend: (m) => {
      m.declarant.communication[1].identifier = '04 000 00 01';
    },
    faults: ['R3006 /declarant/communication/1/identifier'],
  },
  {
    when: 'an e-mail address is not a telephone number',
    in: 'IE3F32',
    bend: (m) => {
      m.declarant.communication[1] = { type: 'EM', identifier: 'x@y.example' };
    },
    faults: [],
  },
  {
    when: 'the check digit of the IMO number is wrong',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).identificationNumber = 'IMO9074728';
    },
    faults: [`R3009 ${means}/identificationNumber`],
  },
  {
    when: 'an inland vessel has an ENI',
    in: 'IE3F10',
    bend: (m) => {
      Object.assign(meansOf(m), { ModeOfTransport: '8', typeOfIdentification: '80', identificationNumber: '02345678' });
    },
    faults: [],
  },
  {
    when: 'an ENI is not of eight digits',
    in: 'IE3F10',
    bend: (m) => {
      Object.assign(meansOf(m), { ModeOfTransport: '8', typeOfIdentification: '80', identificationNumber: '2345678' });
    },
    faults: [`R3010 ${means}/identificationNumber`],
  },
  {
    when: 'a ship is identified by its name',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).typeOfIdentification = '11';
    },
    faults: [`R3011 ${means}/typeOfIdentification`],
  },
  {
    when: 'an inland vessel is identified by an IMO number',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).ModeOfTransport = '8';
    },
    faults: [`R3012 ${means}/typeOfIdentification`],
  },
  {
    when: 'the route begins elsewhere than the goods are loaded',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).countriesOfRoutingOfMeansOfTransport = stops('SG', 'NL');
    },
    faults: [`R3013 ${routing}`],
  },
  {
    when: 'the route is listed in another order than its sequence',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).countriesOfRoutingOfMeansOfTransport.reverse();
    },
    faults: [],
  },
  {
    when: 'the route ends elsewhere than the goods are unloaded',
    in: 'IE3F11',
    bend: (m) => {
      meansOf(m).countriesOfRoutingOfMeansOfTransport = stops('CN', 'BE');
    },
    faults: [`R3014 ${routing}`],
  },
  {
    when: 'a master goods item has a wrong number',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).goodsItem[0].goodsItemNumber = 2;
    },
    faults: [`R3016 ${master}/goodsItem/0/goodsItemNumber`],
  },
  {
    when: 'two items of a house have the same number',
    in: 'IE3F10',
    bend: (m) => {
      houseOf(m).goodsItem[1].goodsItemNumber = 1;
    },
    faults: [`R3017 ${house}/goodsItem/1/goodsItemNumber`],
  },
  {
    when: 'the first Member State is not that of the office',
    in: 'IE3F32',
    bend: (m) => {
      m.customsOfficeOfFirstEntry.referenceNumber = 'DE003306';
    },
    faults: [`R3018 ${routing}`],
  },
  {
    when: 'a Member State is only named later on the route',
    in: 'IE3F32',
    bend: (m) => {
      meansOf(m).countriesOfRoutingOfMeansOfTransport = stops('CN', 'AE', 'BE');
    },
    faults: [],
  },
  {
    when: 'no Member State is on the route at all',
    in: 'IE3F32',
    bend: (m) => {
      meansOf(m).countriesOfRoutingOfMeansOfTransport = stops('CN', 'AE');
    },
    faults: [`R3018 ${routing}`],
  },
  {
    when: 'the office is not known',
    in: 'IE3F32',
    bend: (m) => {
      m.customsOfficeOfFirstEntry.referenceNumber = 'DE999999';
    },
    faults: [`R3018 ${routing}`],
  },
  {
    when: 'a commodity code is not of digits',
    in: 'IE3F24',
    bend: (m) => {
      itemOf(m).commodity.commodityCode.harmonizedSystemSubHeadingCode = '84485X';
    },
    faults: [`R3019 ${item}/commodity/commodityCode`],
  },
  {
    when: 'a commodity code has eight digits',
    in: 'IE3F24',
    bend: (m) => {
      itemOf(m).commodity.commodityCode.combinedNomenclatureCode = '00';
    },
    faults: [],
  },
  {
    when: 'a CUS number lacks its hyphen',
    in: 'IE3F10',
    bend: (m) => {
      itemOf(m).commodity.cusCode = '00100016';
    },
    faults: [`R3020 ${item}/commodity/cusCode`],
  },
  {
    when: 'a master item has a right CUS number',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).goodsItem[0].commodity.cusCode = '0010001-6';
    },
    faults: [],
  },
  {
    when: 'a container number lacks digits',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).transportEquipment[0].containerIdentificationNumber = 'CSQU3054';
    },
    faults: [`R3021 ${master}/transportEquipment/0/containerIdentificationNumber`],
  },
  {
    when: 'the route of the goods leaves out the country of acceptance',
    in: 'IE3F26',
    bend: (m) => {
      houseOf(m).countriesOfRoutingOfConsignment = stops('BE', 'NL');
    },
    faults: [`R3022 ${house}/countriesOfRoutingOfConsignment`],
  },
  {
    when: 'the representative is the declarant',
    in: 'IE3F32',
    bend: (m) => {
      m.representative.identificationNumber = m.declarant.identificationNumber;
    },
    faults: ['R3033 /representative/identificationNumber'],
  },
  {
    when: 'neither office nor Member State is addressed',
    in: 'IE3F43',
    bend: (m) => {
      delete m.addressedMemberState;
    },
    faults: ['R3034 /addressedMemberState'],
  },
  {
    when: 'the office is named in place of the Member State',
    in: 'IE3F43',
    bend: (m) => {
      delete m.addressedMemberState;
      m.customsOfficeOfFirstEntry = { referenceNumber: 'DE003306' };
    },
    faults: [],
  },
  {
    when: 'no departure is stated',
    in: 'IE3F10',
    bend: (m) => {
      delete meansOf(m).estimatedDateAndTimeOfDeparture;
    },
    faults: [`R3035 ${means}`],
  },
  {
    when: 'the actual departure is stated',
    in: 'IE3F10',
    bend: (m) => {
      meansOf(m).actualDateAndTimeOfDeparture = meansOf(m).estimatedDateAndTimeOfDeparture;
      delete meansOf(m).estimatedDateAndTimeOfDeparture;
    },
    faults: [],
  },
  {
    when: 'two houses share a transport document',
    in: 'IE3F32',
    bend: (m) => {
      masterOf(m).consignmentHouseLevel[1].transportDocumentHouseLevel = houseOf(m).transportDocumentHouseLevel;
    },
    faults: [`R3052 ${master}/consignmentHouseLevel/1/transportDocumentHouseLevel`],
  },
  {
    when: 'two houses share a number of different document types',
    in: 'IE3F32',
    bend: (m) => {
      masterOf(m).consignmentHouseLevel[1].transportDocumentHouseLevel = {
        documentNumber: 'IAX000000001',
        type: 'N740',
      };
    },
    faults: [],
  },
  {
    when: 'arrival is before departure',
    in: 'IE3F32',
    bend: (m) => {
      meansOf(m).estimatedDateAndTimeOfArrival.DateTime = '2026-11-21T17:59:59Z';
    },
    faults: [`R3053 ${means}/estimatedDateAndTimeOfArrival`],
  },
  {
    when: 'arrival is at departure',
    in: 'IE3F32',
    bend: (m) => {
      meansOf(m).estimatedDateAndTimeOfArrival.DateTime = '2026-11-21T18:00:00Z';
    },
    faults: [],
  },
  {
    when: 'the master place of acceptance is coded and described',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).placeOfAcceptance.location = 'Shenzhen';
    },
    faults: [`C3003 ${master}/placeOfAcceptance/location`],
  },
  {
    when: 'a house place of acceptance is empty',
    in: 'IE3F11',
    bend: (m) => {
      houseOf(m).placeOfAcceptance = {};
      houseOf(m).countriesOfRoutingOfConsignment = stops('CN', 'DE');
    },
    faults: [`C3004 ${house}/placeOfAcceptance/address`, `C3004 ${house}/placeOfAcceptance/location`],
  },
  {
    when: 'the master place of delivery lacks its country',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).placeOfDelivery = { location: 'Hamburg' };
    },
    faults: [`C3005 ${master}/placeOfDelivery/address`],
  },
  {
    when: 'a house place of delivery lacks its location',
    in: 'IE3F10',
    bend: (m) => {
      houseOf(m).placeOfDelivery = { address: { country: 'NL' } };
    },
    faults: [`C3006 ${house}/placeOfDelivery/location`],
  },
  {
    when: 'the place of loading is described',
    in: 'IE3F10',
    bend: (m) => {
      masterOf(m).placeOfLoading = { location: 'Yantian', address: { country: 'CN' } };
    },
    faults: [],
  },
  {
    when: 'the place of loading lacks its location',
    in: 'IE3F10',
    bend: (m) => {
      masterOf(m).placeOfLoading = { address: { country: 'CN' } };
    },
    faults: [`C3007 ${master}/placeOfLoading/location`],
  },
  {
    when: 'the place of unloading is coded and described',
    in: 'IE3F10',
    bend: (m) => {
      masterOf(m).placeOfUnloading.address = { country: 'NL' };
    },
    faults: [`C3008 ${master}/placeOfUnloading/address`],
  },
  {
    when: 'an aircraft is identified as a vessel is',
    in: 'IE3F32',
    bend: (m) => {
      Object.assign(meansOf(m), { identificationNumber: 'XY-ABC', typeOfIdentification: '41' });
    },
    faults: [`C3012 ${means}/identificationNumber`, `C3012 ${means}/typeOfIdentification`],
  },
  {
    when: 'the master says containers and has none',
    in: 'IE3F11',
    bend: (m) => {
      delete masterOf(m).transportEquipment;
    },
    faults: [`C3013 ${master}/transportEquipment`],
  },
  {
    when: 'containers of the master are stated at its items',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).goodsItem[0].transportEquipment = masterOf(m).transportEquipment;
      delete masterOf(m).transportEquipment;
    },
    faults: [],
  },
  {
    when: 'a house has containers and says none',
    in: 'IE3F10',
    bend: (m) => {
      houseOf(m).containerIndicator = '0';
    },
    faults: [`C3014 ${house}/transportEquipment`],
  },
  {
    when: 'seals of the master are counted, not stated',
    in: 'IE3F11',
    bend: (m) => {
      delete masterOf(m).transportEquipment[0].seal;
    },
    faults: [`C3015 ${master}/transportEquipment/0/seal`],
  },
  {
    when: 'seals at a master item are stated, not counted',
    in: 'IE3F11',
    bend: (m) => {
      const [equipment] = masterOf(m).transportEquipment;
      delete equipment.numberOfSeals;
      masterOf(m).goodsItem[0].transportEquipment = [equipment];
      delete masterOf(m).transportEquipment;
    },
    faults: [`C3016 ${master}/goodsItem/0/transportEquipment/0/seal`],
  },
  {
    when: 'seals of a house are stated, not counted',
    in: 'IE3F10',
    bend: (m) => {
      delete houseOf(m).transportEquipment[0].numberOfSeals;
    },
    faults: [`C3017 ${house}/transportEquipment/0/seal`],
  },
  {
    when: 'no seals are neither counted nor stated',
    in: 'IE3F10',
    bend: (m) => {
      houseOf(m).transportEquipment[0].numberOfSeals = 0;
      delete houseOf(m).transportEquipment[0].seal;
    },
    faults: [],
  },
  {
    when: 'seals at an item are counted, not stated',
    in: 'IE3F10',
    bend: (m) => {
      const [equipment] = houseOf(m).transportEquipment;
      delete equipment.seal;
      itemOf(m).transportEquipment = [equipment];
      delete houseOf(m).transportEquipment;
    },
    faults: [`C3018 ${item}/transportEquipment/0/seal`],
  },
  {
    when: 'an air transport has no flight number',
    in: 'IE3F32',
    bend: (m) => {
      delete meansOf(m).conveyanceReferenceNumber;
    },
    faults: [`C3019 ${means}/conveyanceReferenceNumber`],
  },
  {
    when: 'goods delivered in the Union lack buyer and seller',
    in: 'IE3F11',
    bend: (m) => {
      delete houseOf(m).goodsShipment;
    },
    faults: [`C3020 ${house}/goodsShipment`],
  },
  {
    when: 'goods delivered elsewhere lack buyer and seller',
    in: 'IE3F10',
    bend: (m) => {
      delete houseOf(m).goodsShipment;
      houseOf(m).placeOfDelivery = { UNLOCODE: 'CHBSL' };
    },
    faults: [],
  },
  {
    when: 'the master has no consignee',
    in: 'IE3F11',
    bend: (m) => {
      delete masterOf(m).consignee;
    },
    faults: [`C3021 ${master}/consignee`],
  },
  {
    when: 'a master bill "to order" has a notify party and no consignee',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).additionalInformation = [{ code: '10600' }];
      masterOf(m).notifyParty = {
        ...masterOf(m).consignee,
        communication: [{ type: 'EM', identifier: 'x@y.example' }],
      };
      delete masterOf(m).consignee;
    },
    faults: [],
  },
  {
    when: 'a master bill "to order" has no notify party',
    in: 'IE3F11',
    bend: (m) => {
      masterOf(m).additionalInformation = [{ code: '10600' }];
    },
    faults: [`C3023 ${master}/notifyParty`],
  },
  {
    when: 'a house has no consignee',
    in: 'IE3F11',
    bend: (m) => {
      delete houseOf(m).consignee;
    },
    faults: [`C3022 ${house}/consignee`],
  },
  {
    when: 'a house bill "to order" has no notify party',
    in: 'IE3F10',
    bend: (m) => {
      houseOf(m).additionalInformation = [{ code: '10600' }];
    },
    faults: [`C3024 ${house}/notifyParty`],
  },
  {
    when: 'goods between companies have no commodity code',
    in: 'IE3F26',
    bend: (m) => {
      delete itemOf(m).commodity.commodityCode;
    },
    faults: [`C3025 ${item}/commodity/commodityCode`],
  },
  {
    when: 'goods between natural persons have none',
    in: 'IE3F26',
    bend: (m) => {
      delete itemOf(m).commodity.commodityCode;
      houseOf(m).consignor.typeOfPerson = '1';
      houseOf(m).consignee.typeOfPerson = '1';
    },
    faults: [],
  },
  {
    when: 'an address in a Member State has no post code',
    in: 'IE3F43',
    bend: (m) => {
      delete houseOf(m).consignee.address.postCode;
    },
    faults: [`C3034 ${house}/consignee/address/postCode`],
  },
  {
    when: 'an Irish or a Chinese address has none',
    in: 'IE3F43',
    bend: (m) => {
      delete houseOf(m).consignee.address.postCode;
      houseOf(m).consignee.address.country = 'IE';
      delete houseOf(m).consignor.address.postCode;
      houseOf(m).consignor.address.country = 'CN';
    },
    faults: [],
  },
  {
    when: 'packages of the master have no marks',
    in: 'IE3F11',
    bend: (m) => {
      delete masterOf(m).goodsItem[0].packaging[0].shippingMarks;
    },
    faults: [`C3035 ${master}/goodsItem/0/packaging/0/shippingMarks`],
  },
  {
    when: 'bulk goods of a house are counted',
    in: 'IE3F26',
    bend: (m) => {
      const [packaging] = itemOf(m).packaging;
      packaging.typeOfPackages = 'VO';
      delete packaging.shippingMarks;
    },
    faults: [`C3036 ${item}/packaging/0/numberOfPackages`],
  },
  {
    when: 'bulk goods have neither marks nor number',
    in: 'IE3F26',
    bend: (m) => {
      itemOf(m).packaging = [{ typeOfPackages: 'VO' }];
    },
    faults: [],
  },
  {
    when: 'a one-stop shop parcel has values, type and no fiscal reference',
    in: 'IE3F32',
    bend: (m) => {
      Object.assign(houseOf(m), {
        additionalInformation: [{ code: '10900' }],
        totalAmountInvoiced: { value: '10', currency: 'EUR' },
        additionsAndDeductions: { amount: { value: '1', currency: 'EUR' } },
      });
      itemOf(m).typeOfGoods = '31';
    },
    faults: [],
  },
  {
    when: 'a one-stop shop parcel has a fiscal reference and the amount invoiced',
    in: 'IE3F32',
    bend: (m) => {
      Object.assign(houseOf(m), {
        additionalInformation: [{ code: '10900' }],
        totalAmountInvoiced: { value: '10', currency: 'EUR' },
        additionalFiscalReferences: { VATIdentificationNumber: 'IM0000000001', role: 'FR5' },
      });
    },
    faults: [],
  },
  {
    when: 'a one-stop shop parcel states neither',
    in: 'IE3F32',
    bend: (m) => {
      houseOf(m).additionalInformation = [{ code: '10900' }];
    },
    faults: [
      `C3037 ${house}/additionsAndDeductions`,
      `C3037 ${item}/typeOfGoods`,
      `C3038 ${house}/totalAmountInvoiced`,
    ],
  },
  {
    when: 'a one-stop shop postal item lacks value and charges',
    in: 'IE3F43',
    bend: (m) => {
      houseOf(m).additionalInformation = [{ code: '10900' }];
    },
    faults: [`C3038 ${house}/postalCharges`, `C3038 ${item}/postalValue`],
  },
  {
    when: 'goods of the master have no commodity code',
    in: 'IE3F11',
    bend: (m) => {
      delete masterOf(m).goodsItem[0].commodity.commodityCode;
    },
    faults: [`C3048 ${master}/goodsItem/0/commodity/commodityCode`],
  },
];

/** Rules that the official schemas name in these filings and that are checked elsewhere, or not. */
const notHere: Readonly<Record<string, string>> = {
  'IE3F10 C3013': 'named at the house, where C3014 demands the same',
  R3001: 'its text is not in the published list of rules',
  R3003: 'needs the earlier filings: the store refuses a used LRN',
  R3023: 'its text is not in the published list of rules',
  R3024: 'says what an amendment may not change',
  R3031: 'recommends a level for information; nothing is wrong at the other',
};

const rulesIn = (schema: TSchema, found = new Set<string>()): Set<string> => {
  for (const id of (schema['x-rules'] as string[] | undefined) ?? []) found.add(id);
  if (schema.items !== undefined) rulesIn(schema.items as TSchema, found);
  for (const child of Object.values((schema.properties ?? {}) as Record<string, TSchema>)) rulesIn(child, found);
  return found;
};

describe('rules and conditions of filings', () => {
  for (const { when, in: name, bend, faults } of cases) {
    it(`${name}, ${when}: ${faults.length === 0 ? 'is right' : faults.map((fault) => fault.split(' ')[0]).join(', ')}`, () => {
      const message = example(name);
      assert.deepEqual(faultsOf(name, message), [], 'the example itself is right');
      bend(message);
      assert.deepEqual(faultsOf(name, message), faults.toSorted());
    });
  }

  it('are each seen to find something', () => {
    const seen = new Set(cases.flatMap(({ faults }) => faults.map((fault) => fault.split(' ')[0]!)));
    assert.deepEqual(
      [...new Set(rules.map(({ id }) => id))].filter((id) => !seen.has(id)),
      [],
    );
  });

  for (const [name, message] of Object.entries(filings)) {
    it(`are all those that the official schemas name in ${name}, but for known exceptions`, () => {
      const checked = rules.filter((rule) => rule.appliesTo.includes(name as FilingName)).map(({ id }) => id);
      const missing = [...rulesIn(message.schema)].filter(
        (id) => !checked.includes(id) && !(id in notHere) && !(`${name} ${id}` in notHere),
      );
      assert.deepEqual(missing, []);
    });
  }

  it('tell everything that is wrong, and no more than 999 faults', () => {
    const message = example('IE3F32');
    const one = houseOf(message);
    masterOf(message).consignmentHouseLevel = Array.from({ length: 2000 }, () => one);
    const faults = checkFiling('IE3F32', message, ruleContext);
    assert.equal(faults.length, maxFaults);
  });

  it('never repeat what a person wrote', () => {
    const message = example('IE3F32');
    message.declarant.communication[1].identifier = '12345 secret';
    const [fault] = checkFiling('IE3F32', message, ruleContext);
    assert.doesNotMatch(fault!.message, /secret/);
  });
});
