/**
 * Documents and references to them.
 */
import { element, optional } from '../contract/schema.ts';
import { use } from './use.ts';
import {
  CodeContentType1,
  DescriptionContentType1,
  DocumentNumberContentType,
  FilenameContentType,
  IdentificationContentType1,
  MessageElementPathContentType,
  MIMEContentType,
  PreviousMRNContentType,
  ReferenceNumberContentType1,
  ReferenceNumberUCRContentType,
  RoleContentType1,
  SplitConsignmentIndicatorContentType,
  TextContentType,
  TypeContentType1,
  TypeContentType2,
  TypeContentType3,
  VATIdentificationNumberContentType,
} from './values.ts';

export const SupportingDocumentsType = element(
  {
    referenceNumber: ReferenceNumberContentType1,
    type: use(TypeContentType2, { list: 'CL013' }),
  },
  { typeName: 'SupportingDocumentsType' },
);

export const AdditionalInformationType = element(
  {
    code: optional(use(CodeContentType1, { list: 'CL701' })),
    text: optional(TextContentType),
  },
  { typeName: 'AdditionalInformationType' },
);

export const AdditionalInformationType02 = element(
  {
    code: optional(use(CodeContentType1, { list: 'CL701' })),
    text: optional(TextContentType),
  },
  { typeName: 'AdditionalInformationType02' },
);

export const ReferenceNumberUCRType = element(
  {
    referenceNumberUCR: ReferenceNumberUCRContentType,
  },
  { typeName: 'ReferenceNumberUCRType' },
);

export const TransportDocumentMasterLevelType03 = element(
  {
    documentNumber: use(DocumentNumberContentType, { rules: ['R3024'] }),
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentMasterLevelType03' },
);

export const TransportDocumentHouseLevelType02 = element(
  {
    documentNumber: use(DocumentNumberContentType, { rules: ['R3024'] }),
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentHouseLevelType02' },
);

export const AdditionalFiscalReferencesType = element(
  {
    VATIdentificationNumber: VATIdentificationNumberContentType,
    role: use(RoleContentType1, { list: 'CL756' }),
  },
  { typeName: 'AdditionalFiscalReferencesType' },
);

export const SplitConsignmentType03 = element(
  {
    splitConsignmentIndicator: use(SplitConsignmentIndicatorContentType, { list: 'CL027' }),
    previousMRN: optional(use(PreviousMRNContentType, { rules: ['C3001'] })),
  },
  { typeName: 'SplitConsignmentType03' },
);

export const AdditionalInformationType03 = element(
  {
    code: optional(use(CodeContentType1, { list: 'CL752' })),
    text: optional(TextContentType),
    type: optional(use(TypeContentType1, { list: 'CL703' })),
  },
  { typeName: 'AdditionalInformationType03' },
);

export const BinaryFileType = element(
  {
    identification: IdentificationContentType1,
    filename: FilenameContentType,
    MIME: MIMEContentType,
    description: optional(DescriptionContentType1),
  },
  { typeName: 'BinaryFileType' },
);

export const TransportDocumentHouseLevelType = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentHouseLevelType' },
);

export const TransportDocumentType = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentType' },
);

export const TransportDocumentType02 = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType3, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentType02' },
);

export const TransportDocumentHouseType = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentHouseType' },
);

export const TransportDocumentMasterType = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentMasterType' },
);

export const AdditionalInformationType04 = element(
  {
    code: optional(use(CodeContentType1, { list: 'CL752' })),
    text: optional(TextContentType),
    type: optional(use(TypeContentType1, { list: 'CL703' })),
  },
  { typeName: 'AdditionalInformationType04' },
);

export const PointerType = element(
  {
    messageElementPath: MessageElementPathContentType,
  },
  { typeName: 'PointerType' },
);

export const TransportDocumentMasterLevelType = element(
  {
    documentNumber: DocumentNumberContentType,
    type: use(TypeContentType2, { list: 'CL754' }),
  },
  { typeName: 'TransportDocumentMasterLevelType' },
);

export const AdditionalInformationType05 = element(
  {
    code: optional(use(CodeContentType1, { list: 'CL755' })),
    text: optional(TextContentType),
    type: use(TypeContentType1, { list: 'CL703' }),
  },
  { typeName: 'AdditionalInformationType05' },
);

export const SupportingDocumentsType02 = element(
  {
    referenceNumber: optional(ReferenceNumberContentType1),
    type: optional(use(TypeContentType2, { list: 'CL013' })),
  },
  { typeName: 'SupportingDocumentsType02' },
);

export const TransportDocumentMasterLevelType02 = element(
  {
    documentNumber: optional(DocumentNumberContentType),
    type: optional(use(TypeContentType2, { list: 'CL754' })),
  },
  { typeName: 'TransportDocumentMasterLevelType02' },
);

export const TransportDocumentHouseLevelType03 = element(
  {
    documentNumber: optional(DocumentNumberContentType),
    type: optional(use(TypeContentType2, { list: 'CL754' })),
  },
  { typeName: 'TransportDocumentHouseLevelType03' },
);

export const SplitConsignmentType = element(
  {
    splitConsignmentIndicator: optional(use(SplitConsignmentIndicatorContentType, { list: 'CL027' })),
    previousMRN: optional(PreviousMRNContentType),
  },
  { typeName: 'SplitConsignmentType' },
);
