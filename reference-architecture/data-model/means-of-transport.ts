/**
 * Means of transport that cross the border, and those that are carried on them.
 */
import { element, many, optional } from '../contract/schema.ts';
import {
  ActualDateAndTimeOfArrivalType,
  ActualDateAndTimeOfDepartureType,
  EstimatedDateAndTimeOfArrivalType,
  EstimatedDateAndTimeOfDepartureType,
} from './dates.ts';
import { CountriesOfRoutingOfMeansOfTransportType, CountriesOfRoutingOfMeansOfTransportType03 } from './places.ts';
import { use } from './use.ts';
import {
  ConveyanceReferenceNumberContentType,
  IdentificationNumberContentType2,
  ModeOfTransportContentType,
  NationalityContentType,
  TypeOfIdentificationContentType,
  TypeOfMeansOfTransportContentType,
} from './values.ts';

export const PassiveBorderTransportMeansType04 = element(
  {
    identificationNumber: IdentificationNumberContentType2,
    typeOfIdentification: use(TypeOfIdentificationContentType, { list: 'CL750' }),
    typeOfMeansOfTransport: use(TypeOfMeansOfTransportContentType, { list: 'CL751' }),
    nationality: optional(use(NationalityContentType, { list: 'CL718' })),
  },
  { typeName: 'PassiveBorderTransportMeansType04' },
);

export const ActiveBorderTransportMeansType22 = element(
  {
    identificationNumber: use(IdentificationNumberContentType2, { rules: ['R3009', 'R3010', 'R3024'] }),
    typeOfIdentification: use(TypeOfIdentificationContentType, { list: 'CL750', rules: ['R3011', 'R3012'] }),
    typeOfMeansOfTransport: use(TypeOfMeansOfTransportContentType, { list: 'CL751' }),
    nationality: use(NationalityContentType, { list: 'CL718' }),
    ModeOfTransport: use(ModeOfTransportContentType, { list: 'CL018', rules: ['R3024'] }),
    actualDateAndTimeOfDeparture: optional(use(ActualDateAndTimeOfDepartureType, { rules: ['R3053'] })),
    estimatedDateAndTimeOfDeparture: optional(use(EstimatedDateAndTimeOfDepartureType, { rules: ['R3053'] })),
    estimatedDateAndTimeOfArrival: use(EstimatedDateAndTimeOfArrivalType, { rules: ['R3053'] }),
    countriesOfRoutingOfMeansOfTransport: many(
      use(CountriesOfRoutingOfMeansOfTransportType03, { rules: ['R3013', 'R3014', 'R3018'] }),
      2,
      99,
    ),
  },
  { typeName: 'ActiveBorderTransportMeansType22' },
);

export const ActiveBorderTransportMeansType19 = element(
  {
    identificationNumber: optional(use(IdentificationNumberContentType2, { rules: ['R3024'] })),
    typeOfIdentification: optional(use(TypeOfIdentificationContentType, { list: 'CL750' })),
    ModeOfTransport: use(ModeOfTransportContentType, { list: 'CL018', rules: ['R3024'] }),
    estimatedDateAndTimeOfDeparture: use(EstimatedDateAndTimeOfDepartureType, { rules: ['R3053'] }),
    estimatedDateAndTimeOfArrival: use(EstimatedDateAndTimeOfArrivalType, { rules: ['R3053'] }),
    conveyanceReferenceNumber: optional(use(ConveyanceReferenceNumberContentType, { rules: ['R3024'] })),
    countriesOfRoutingOfMeansOfTransport: many(
      use(CountriesOfRoutingOfMeansOfTransportType03, { rules: ['R3013', 'R3014', 'R3018'] }),
      2,
      99,
    ),
  },
  { typeName: 'ActiveBorderTransportMeansType19' },
);

export const PassiveBorderTransportMeansType = element(
  {
    identificationNumber: IdentificationNumberContentType2,
    typeOfIdentification: use(TypeOfIdentificationContentType, { list: 'CL750' }),
    nationality: optional(use(NationalityContentType, { list: 'CL718' })),
  },
  { typeName: 'PassiveBorderTransportMeansType' },
);

export const ActiveBorderTransportMeansType = element(
  {
    identificationNumber: optional(IdentificationNumberContentType2),
    typeOfIdentification: optional(use(TypeOfIdentificationContentType, { list: 'CL750' })),
    typeOfMeansOfTransport: optional(use(TypeOfMeansOfTransportContentType, { list: 'CL751' })),
    nationality: optional(use(NationalityContentType, { list: 'CL718' })),
    ModeOfTransport: optional(use(ModeOfTransportContentType, { list: 'CL018' })),
    actualDateAndTimeOfDeparture: optional(ActualDateAndTimeOfDepartureType),
    estimatedDateAndTimeOfDeparture: optional(EstimatedDateAndTimeOfDepartureType),
    actualDateAndTimeOfArrival: optional(ActualDateAndTimeOfArrivalType),
    estimatedDateAndTimeOfArrival: optional(EstimatedDateAndTimeOfArrivalType),
    conveyanceReferenceNumber: optional(ConveyanceReferenceNumberContentType),
    countriesOfRoutingOfMeansOfTransport: optional(many(CountriesOfRoutingOfMeansOfTransportType, 1, 99)),
  },
  { typeName: 'ActiveBorderTransportMeansType' },
);

export const PassiveBorderTransportMeansType02 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType2),
    typeOfIdentification: optional(use(TypeOfIdentificationContentType, { list: 'CL750' })),
    nationality: optional(use(NationalityContentType, { list: 'CL718' })),
  },
  { typeName: 'PassiveBorderTransportMeansType02' },
);

export const PassiveBorderTransportMeansType03 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType2),
    typeOfIdentification: optional(use(TypeOfIdentificationContentType, { list: 'CL750' })),
    typeOfMeansOfTransport: optional(use(TypeOfMeansOfTransportContentType, { list: 'CL751' })),
    nationality: optional(use(NationalityContentType, { list: 'CL718' })),
  },
  { typeName: 'PassiveBorderTransportMeansType03' },
);
