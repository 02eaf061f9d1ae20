/**
 * Parties to the trade and to the carriage. Names, addresses and means of communication are personal data.
 */
import { element, many, optional, personal } from '../contract/schema.ts';
import { AddressType, AddressType02, CommunicationType, CommunicationType02 } from './addresses.ts';
import { use } from './use.ts';
import {
  AEOStatusContentType,
  IdentificationNumberContentType1,
  NameContentType,
  RoleContentType1,
  TypeOfPersonContentType,
} from './values.ts';

export const CarrierType07 = element(
  {
    name: personal(NameContentType),
    identificationNumber: use(IdentificationNumberContentType1, { rules: ['R3005', 'R3024'] }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'CarrierType07' },
);

export const AdditionalSupplyChainActorType06 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
    role: use(RoleContentType1, { list: 'CL704' }),
  },
  { typeName: 'AdditionalSupplyChainActorType06' },
);

export const ConsigneeType = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'ConsigneeType' },
);

export const ConsignorType = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'ConsignorType' },
);

export const BuyerType02 = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'BuyerType02' },
);

export const SellerType02 = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'SellerType02' },
);

export const NotifyPartyType06 = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(use(IdentificationNumberContentType1, { rules: ['R3005'] })),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: personal(many(CommunicationType, 1, 9)),
  },
  { typeName: 'NotifyPartyType06' },
);

/** One means of communication, written as a list of one so that it has the same path everywhere; the XML is the same. */
export const NotifyPartyType07 = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(use(IdentificationNumberContentType1, { rules: ['R3005'] })),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: personal(many(CommunicationType, 1, 1)),
  },
  { typeName: 'NotifyPartyType07' },
);

export const CarrierType08 = element(
  {
    identificationNumber: use(IdentificationNumberContentType1, { rules: ['R3005', 'R3024'] }),
  },
  { typeName: 'CarrierType08' },
);

export const NotifyPartyType02 = element(
  {
    name: personal(NameContentType),
    identificationNumber: optional(use(IdentificationNumberContentType1, { rules: ['R3005'] })),
    typeOfPerson: use(TypeOfPersonContentType, { list: 'CL729' }),
    address: personal(use(AddressType, { rules: ['R3002'] })),
    communication: optional(personal(many(CommunicationType, 1, 9))),
  },
  { typeName: 'NotifyPartyType02' },
);

export const CarrierType = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'CarrierType' },
);

export const NotifyPartyType05 = element(
  {
    identificationNumber: IdentificationNumberContentType1,
  },
  { typeName: 'NotifyPartyType05' },
);

export const AdditionalSupplyChainActorType04 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType1),
    role: optional(use(RoleContentType1, { list: 'CL704' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
  },
  { typeName: 'AdditionalSupplyChainActorType04' },
);

export const CarrierType03 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'CarrierType03' },
);

export const ConsigneeType03 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'ConsigneeType03' },
);

export const ConsignorType03 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'ConsignorType03' },
);

export const CarrierType02 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType1),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
  },
  { typeName: 'CarrierType02' },
);

export const BuyerType = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'BuyerType' },
);

export const SellerType = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'SellerType' },
);

export const NotifyPartyType = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    AEOStatus: optional(use(AEOStatusContentType, { list: 'CL705' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'NotifyPartyType' },
);

export const AdditionalSupplyChainActorType05 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType1),
    role: optional(use(RoleContentType1, { list: 'CL704' })),
  },
  { typeName: 'AdditionalSupplyChainActorType05' },
);

export const CarrierType06 = element(
  {
    identificationNumber: optional(IdentificationNumberContentType1),
  },
  { typeName: 'CarrierType06' },
);

export const ConsigneeType02 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'ConsigneeType02' },
);

export const ConsignorType02 = element(
  {
    name: optional(personal(NameContentType)),
    identificationNumber: optional(IdentificationNumberContentType1),
    typeOfPerson: optional(use(TypeOfPersonContentType, { list: 'CL729' })),
    address: optional(personal(AddressType02)),
    communication: optional(personal(many(CommunicationType02, 1, 9))),
  },
  { typeName: 'ConsignorType02' },
);
