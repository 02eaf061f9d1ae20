/** What the rest of the platform needs to know of a filing, read from its content. */
import type { Filing } from '../messages/filings.ts';
import { type FilingView, type House, viewOf } from './filing-view.ts';
import { totalOf } from './mass.ts';

export interface TransportDocument {
  readonly documentNumber: string;
  readonly type: string;
}

export interface FilingFacts {
  readonly LRN: string;
  /** EORI of the declarant. */
  readonly declarant: string;
  /** EORI of the representative. */
  readonly representative: string | undefined;
  /** EORI of the carrier, of the master consignment or else of the first house that names one. */
  readonly carrier: string | undefined;
  /** EORIs that must be registered (R3005): declarant, representative, carriers, supplementary declarants. */
  readonly operators: readonly string[];
  readonly officeOfFirstEntry: string | undefined;
  readonly addressedMemberState: string | undefined;
  /** Member State of first entry, or else the addressed one; empty when the filing names neither (R3034). */
  readonly responsibleMemberState: string;
  /** The responsible Member State first, then those on the route, of delivery and of the consignees; each once. */
  readonly involvedMemberStates: readonly string[];
  /** Countries that the means of transport calls at, in sequence. */
  readonly countriesOfRouting: readonly string[];
  readonly masterDocument: TransportDocument | undefined;
  readonly houseDocuments: readonly TransportDocument[];
  readonly receptacles: readonly string[];
  /** Container numbers of master, houses and items; each once. */
  readonly containers: readonly string[];
  readonly housesCount: number;
  /** Kilograms, as a decimal; of the master consignment or else the sum of its houses. */
  readonly totalGrossMass: string;
}

/** What reference data must tell. */
export interface Geography {
  readonly isMemberState: (country: string) => boolean;
  /** Undefined when the office is not in the list. */
  readonly countryOfOffice: (office: string) => string | undefined;
}

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);
const distinct = <T>(values: readonly (T | undefined)[]): T[] => [...new Set(present(values))];

export const housesOf = (filing: FilingView): readonly House[] =>
  filing.consignmentMasterLevel.consignmentHouseLevel ?? [];

const documentOf = (document: Partial<TransportDocument> | undefined): TransportDocument | undefined =>
  document?.documentNumber === undefined || document.type === undefined
    ? undefined
    : { documentNumber: document.documentNumber, type: document.type };

const inSequence = (routing: readonly { sequenceNumber?: number; country?: string }[] = []): string[] =>
  present(routing.toSorted((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0)).map((stop) => stop.country));

/** Countries that the means of transport calls at, in the sequence that the filing gives them. */
export const routeOf = (filing: FilingView): string[] =>
  inSequence(filing.activeBorderTransportMeans?.countriesOfRoutingOfMeansOfTransport);

/** A place's country: the first two letters of its UN/LOCODE, or the one that is stated. */
export const countryOfPlace = (
  place: { UNLOCODE?: string; address?: { country?: string } } | undefined,
): string | undefined => place?.UNLOCODE?.slice(0, 2) ?? place?.address?.country;

const countriesOfHouse = (house: House): (string | undefined)[] => [
  ...inSequence(house.countriesOfRoutingOfConsignment),
  countryOfPlace(house.placeOfDelivery),
  house.consignee?.address?.country,
];

const containersOf = (filing: FilingView): string[] => {
  const master = filing.consignmentMasterLevel;
  const consignments = [master, ...housesOf(filing)];
  const equipment = consignments.flatMap((consignment) => [
    ...(consignment.transportEquipment ?? []),
    ...(consignment.goodsItem ?? []).flatMap((item) => item.transportEquipment ?? []),
  ]);
  return distinct(equipment.map((one) => one.containerIdentificationNumber));
};

const responsibleOf = (filing: FilingView, { countryOfOffice }: Geography): string => {
  const office = filing.customsOfficeOfFirstEntry?.referenceNumber;
  const country = office === undefined ? undefined : (countryOfOffice(office) ?? office.slice(0, 2));
  return country ?? filing.addressedMemberState?.country ?? '';
};

const involvedOf = (filing: FilingView, responsible: string, { isMemberState }: Geography): string[] => {
  const countries = [
    ...routeOf(filing),
    countryOfPlace(filing.consignmentMasterLevel.placeOfDelivery),
    ...housesOf(filing).flatMap(countriesOfHouse),
  ];
  return distinct([responsible || undefined, ...present(countries).filter(isMemberState)]);
};

const operatorsOf = (filing: FilingView): string[] =>
  distinct([
    filing.declarant?.identificationNumber,
    filing.representative?.identificationNumber,
    filing.consignmentMasterLevel.carrier?.identificationNumber,
    ...housesOf(filing).flatMap((house) => [
      house.carrier?.identificationNumber,
      ...(house.supplementaryDeclarant ?? []).map((one) => one.identificationNumber),
    ]),
  ]);

/** @param filing a valid message; its rules need not have been checked */
export const filingFacts = (filing: Filing, geography: Geography): FilingFacts => {
  const view = viewOf(filing);
  const master = view.consignmentMasterLevel;
  const houses = housesOf(view);
  const responsibleMemberState = responsibleOf(view, geography);
  const ofHouses = <T>(read: (house: House) => T | undefined): T[] => present(houses.map(read));
  return {
    LRN: view.LRN,
    declarant: view.declarant?.identificationNumber ?? '',
    representative: view.representative?.identificationNumber,
    carrier: master.carrier?.identificationNumber ?? ofHouses((house) => house.carrier?.identificationNumber)[0],
    operators: operatorsOf(view),
    officeOfFirstEntry: view.customsOfficeOfFirstEntry?.referenceNumber,
    addressedMemberState: view.addressedMemberState?.country,
    responsibleMemberState,
    involvedMemberStates: involvedOf(view, responsibleMemberState, geography),
    countriesOfRouting: routeOf(view),
    masterDocument:
      documentOf(master.transportDocumentMasterLevel) ??
      ofHouses((house) => documentOf(house.transportDocumentMasterLevel))[0],
    houseDocuments: ofHouses((house) => documentOf(house.transportDocumentHouseLevel)),
    receptacles: present((master.receptacle ?? []).map((one) => one.receptacleIdentificationNumber)),
    containers: containersOf(view),
    housesCount: houses.length,
    totalGrossMass: master.totalGrossMass ?? totalOf(ofHouses((house) => house.totalGrossMass)),
  };
};
