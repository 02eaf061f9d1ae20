/** Rules on containers and their seals. */
import { isContainerFormat } from '../identifiers.ts';
import {
  type Consignment,
  detailedHouses,
  each,
  houseRule,
  type Located,
  masterRule,
  type Problem,
  sea,
  unless,
} from './rule.ts';

const atConsignment = ({ path, value }: Located<Consignment>) =>
  each([...path, 'transportEquipment'], value.transportEquipment);

const atItems = ({ path, value }: Located<Consignment>) =>
  each([...path, 'goodsItem'], value.goodsItem).flatMap((item) =>
    each([...item.path, 'transportEquipment'], item.value.transportEquipment),
  );

type Equipment = ReturnType<typeof atConsignment>[number];

const containerNumbers = (consignment: Located<Consignment>): readonly Problem[] =>
  [...atConsignment(consignment), ...atItems(consignment)].flatMap(({ path, value }) =>
    unless(
      isContainerFormat(value.containerIdentificationNumber ?? ''),
      [...path, 'containerIdentificationNumber'],
      'A container number has four letters and seven digits.',
    ),
  );

/** Containers where the indicator says so, at either level, and nowhere else. */
const asIndicated = (consignment: Located<Consignment>): readonly Problem[] => {
  const indicated = consignment.value.containerIndicator === '1';
  const stated = atConsignment(consignment).length + atItems(consignment).length > 0;
  return unless(
    indicated === stated,
    [...consignment.path, 'transportEquipment'],
    'Containers are stated, for the consignment or its goods items, exactly when the container indicator is 1.',
  );
};

const sealed = (of: (consignment: Located<Consignment>) => Equipment[]) => (consignment: Located<Consignment>) =>
  of(consignment).flatMap(({ path, value }) =>
    unless(
      (value.numberOfSeals ?? 0) > 0 === (value.seal ?? []).length > 0,
      [...path, 'seal'],
      'Seals are stated exactly when their number is.',
    ),
  );

export const equipmentRules = [
  houseRule('R3021', sea, containerNumbers),
  masterRule('R3021', ['IE3F11'], containerNumbers),
  masterRule('C3013', ['IE3F11'], asIndicated),
  houseRule('C3014', detailedHouses, asIndicated),
  masterRule('C3015', ['IE3F11'], sealed(atConsignment)),
  masterRule('C3016', ['IE3F11'], sealed(atItems)),
  houseRule('C3017', sea, sealed(atConsignment)),
  houseRule('C3018', sea, sealed(atItems)),
];
