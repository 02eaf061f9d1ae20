/**
 * Addresses and means of communication. Whoever uses them for a person marks them as personal data.
 */
import { element, optional } from '../contract/schema.ts';
import { use } from './use.ts';
import {
  CityContentType,
  CountryContentType2,
  IdentifierContentType1,
  NumberContentType,
  PoBoxContentType,
  PostCodeContentType,
  StreetAdditionalLineContentType,
  StreetContentType,
  SubDivisionContentType,
  TypeContentType1,
} from './values.ts';

export const AddressType = element(
  {
    city: CityContentType,
    country: use(CountryContentType2, { list: 'CL718' }),
    subDivision: optional(SubDivisionContentType),
    street: optional(StreetContentType),
    postCode: optional(use(PostCodeContentType, { rules: ['C3034'] })),
    streetAdditionalLine: optional(StreetAdditionalLineContentType),
    number: optional(NumberContentType),
    poBox: optional(PoBoxContentType),
  },
  { typeName: 'AddressType' },
);

export const CommunicationType = element(
  {
    identifier: use(IdentifierContentType1, { rules: ['R3006'] }),
    type: use(TypeContentType1, { list: 'CL707' }),
  },
  { typeName: 'CommunicationType' },
);

export const AddressType05 = element(
  {
    country: use(CountryContentType2, { list: 'CL718' }),
  },
  { typeName: 'AddressType05' },
);

export const AddressType02 = element(
  {
    city: optional(CityContentType),
    country: optional(use(CountryContentType2, { list: 'CL718' })),
    subDivision: optional(SubDivisionContentType),
    street: optional(StreetContentType),
    postCode: optional(use(PostCodeContentType, { rules: ['C3034'] })),
    streetAdditionalLine: optional(StreetAdditionalLineContentType),
    number: optional(NumberContentType),
    poBox: optional(PoBoxContentType),
  },
  { typeName: 'AddressType02' },
);

export const CommunicationType02 = element(
  {
    identifier: optional(IdentifierContentType1),
    type: optional(use(TypeContentType1, { list: 'CL707' })),
  },
  { typeName: 'CommunicationType02' },
);

export const AddressType03 = element(
  {
    country: optional(use(CountryContentType2, { list: 'CL718' })),
  },
  { typeName: 'AddressType03' },
);
