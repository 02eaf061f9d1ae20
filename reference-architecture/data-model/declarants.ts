/**
 * Persons who act towards customs, and those of customs who act on a case. Names, addresses and communication are personal data.
 */
import { element, many, optional, personal } from '../contract/schema.ts';
import { AddressType, AddressType02, CommunicationType, CommunicationType02 } from './addresses.ts';
import { use } from './use.ts';
import {
  AEOStatusContentType,
  IdentificationNumberContentType1,
  NameContentType,
  StatusContentType,
  SupplementaryFilingTypeContentType,
  TypeOfPersonContentType,
} from './values.ts';

export const SupplementaryDeclarantType02 = element(
  {
    identificationNumber: use(IdentificationNumberContentType1, { rules: ['R3005'] }),
    supplementaryFilingType: use(SupplementaryFilingTypeContentType, { list: 'CL745' }),
  },
  { typeName: 'SupplementaryDeclarantType02' },
);

export const DeclarantType = element(
  {
    name: personal(NameContentType),
    identificationNumber: use(IdentificationNumberContentType1, { rules: ['R3005'] }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: personal(many(CommunicationType, 1, 9)),
  },
  { typeName: 'DeclarantType' },
);

export const RepresentativeType = element(
  {
    name: personal(NameContentType),
    identificationNumber: use(IdentificationNumberContentType1, { rules: ['R3005', 'R3033'] }),
    status: use(StatusContentType, { list: 'CL094' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: personal(many(CommunicationType, 1, 9)),
  },
  { typeName: 'RepresentativeType' },
);

export const AuthorizedPersonType = element(
  {
    name: personal(NameContentType),
    identificationNumber: IdentificationNumberContentType1,
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
  },
  { typeName: 'AuthorizedPersonType' },
);

export const RepresentativeType03 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'RepresentativeType03' },
);

export const DeclarantType03 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'DeclarantType03' },
);

export const PersonNotifyingTheArrivalType02 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'PersonNotifyingTheArrivalType02' },
);

export const SupplementaryDeclarantType03 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'SupplementaryDeclarantType03' },
);

export const RiskAnalystType = element(
  {
    name: personal(NameContentType),
    communication: personal(many(CommunicationType, 1, 9)),
  },
  { typeName: 'RiskAnalystType' },
);

export const RepresentativeType05 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    status: optional(use(StatusContentType, { list: 'CL094' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'RepresentativeType05' },
);

export const DeclarantType05 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'DeclarantType05' },
);

export const SupplementaryDeclarantType = element(
  {
    identificationNumber: optional(IdentificationNumberContentType1),
    supplementaryFilingType: optional(use(SupplementaryFilingTypeContentType, { list: 'CL745' })),
  },
  { typeName: 'SupplementaryDeclarantType' },
);
