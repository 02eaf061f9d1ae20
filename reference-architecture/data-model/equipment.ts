/**
 * Containers, seals, postal receptacles.
 */
import { element, many, optional } from '../contract/schema.ts';
import { use } from './use.ts';
import {
  ContainerIdentificationNumberContentType,
  ContainerPackedStatusContentType,
  ContainerSizeAndTypeContentType,
  ContainerSupplierTypeContentType,
  IdentifierContentType2,
  NumberOfSealsContentType,
  ReceptacleIdentificationNumberContentType,
} from './values.ts';

export const SealType02 = element(
  {
    identifier: IdentifierContentType2,
  },
  { typeName: 'SealType02' },
);

export const TransportEquipmentType14 = element(
  {
    containerSizeAndType: use(ContainerSizeAndTypeContentType, { list: 'CL710' }),
    containerPackedStatus: use(ContainerPackedStatusContentType, { list: 'CL709' }),
    containerSupplierType: use(ContainerSupplierTypeContentType, { list: 'CL711' }),
    containerIdentificationNumber: use(ContainerIdentificationNumberContentType, { rules: ['R3021'] }),
    numberOfSeals: optional(NumberOfSealsContentType),
    seal: optional(many(use(SealType02, { rules: ['C3018'] }), 1, 99)),
  },
  { typeName: 'TransportEquipmentType14' },
);

export const TransportEquipmentType13 = element(
  {
    containerSizeAndType: use(ContainerSizeAndTypeContentType, { list: 'CL710' }),
    containerPackedStatus: use(ContainerPackedStatusContentType, { list: 'CL709' }),
    containerSupplierType: use(ContainerSupplierTypeContentType, { list: 'CL711' }),
    containerIdentificationNumber: use(ContainerIdentificationNumberContentType, { rules: ['R3021'] }),
    numberOfSeals: optional(NumberOfSealsContentType),
    seal: optional(many(use(SealType02, { rules: ['C3017'] }), 1, 99)),
  },
  { typeName: 'TransportEquipmentType13' },
);

export const TransportEquipmentType12 = element(
  {
    containerSizeAndType: use(ContainerSizeAndTypeContentType, { list: 'CL710' }),
    containerPackedStatus: use(ContainerPackedStatusContentType, { list: 'CL709' }),
    containerSupplierType: use(ContainerSupplierTypeContentType, { list: 'CL711' }),
    containerIdentificationNumber: use(ContainerIdentificationNumberContentType, { rules: ['R3021'] }),
    numberOfSeals: optional(NumberOfSealsContentType),
    seal: optional(many(use(SealType02, { rules: ['C3016'] }), 1, 99)),
  },
  { typeName: 'TransportEquipmentType12' },
);

export const TransportEquipmentType11 = element(
  {
    containerSizeAndType: use(ContainerSizeAndTypeContentType, { list: 'CL710' }),
    containerPackedStatus: use(ContainerPackedStatusContentType, { list: 'CL709' }),
    containerSupplierType: use(ContainerSupplierTypeContentType, { list: 'CL711' }),
    containerIdentificationNumber: use(ContainerIdentificationNumberContentType, { rules: ['R3021'] }),
    numberOfSeals: optional(NumberOfSealsContentType),
    seal: optional(many(use(SealType02, { rules: ['C3015'] }), 1, 99)),
  },
  { typeName: 'TransportEquipmentType11' },
);

export const TransportEquipmentType = element(
  {
    containerIdentificationNumber: ContainerIdentificationNumberContentType,
  },
  { typeName: 'TransportEquipmentType' },
);

export const ReceptacleType = element(
  {
    receptacleIdentificationNumber: ReceptacleIdentificationNumberContentType,
  },
  { typeName: 'ReceptacleType' },
);

export const SealType = element(
  {
    identifier: optional(IdentifierContentType2),
  },
  { typeName: 'SealType' },
);

export const TransportEquipmentType02 = element(
  {
    containerSizeAndType: optional(use(ContainerSizeAndTypeContentType, { list: 'CL710' })),
    containerPackedStatus: optional(use(ContainerPackedStatusContentType, { list: 'CL709' })),
    containerSupplierType: optional(use(ContainerSupplierTypeContentType, { list: 'CL711' })),
    containerIdentificationNumber: optional(ContainerIdentificationNumberContentType),
    numberOfSeals: optional(NumberOfSealsContentType),
    seal: optional(many(SealType, 1, 9)),
  },
  { typeName: 'TransportEquipmentType02' },
);
