/** Rules on goods items: numbering, commodity codes, packages. */
import { isCusNumber } from '../identifiers.ts';
import {
  all,
  type Consignment,
  detailedHouses,
  each,
  houseRule,
  type Located,
  masterRule,
  type Problem,
  unless,
} from './rule.ts';

const items = ({ path, value }: Located<Consignment>) => each([...path, 'goodsItem'], value.goodsItem);

const numberedFromOne = (consignment: Located<Consignment>): readonly Problem[] =>
  items(consignment).flatMap(({ path, value }, index) =>
    unless(
      value.goodsItemNumber === index + 1,
      [...path, 'goodsItemNumber'],
      'Goods items are numbered 1, 2, 3 ... in their order.',
    ),
  );

const commodityCodes = (consignment: Located<Consignment>): readonly Problem[] =>
  items(consignment).flatMap(({ path, value }) => {
    const code = value.commodity?.commodityCode;
    const digits = (code?.harmonizedSystemSubHeadingCode ?? '') + (code?.combinedNomenclatureCode ?? '');
    return unless(
      code === undefined || /^\d{6,8}$/.test(digits),
      [...path, 'commodity', 'commodityCode'],
      'A commodity code has six to eight digits.',
    );
  });

const cusNumbers = (consignment: Located<Consignment>): readonly Problem[] =>
  items(consignment).flatMap(({ path, value }) => {
    const cus = value.commodity && 'cusCode' in value.commodity ? value.commodity.cusCode : undefined;
    return unless(
      cus === undefined || isCusNumber(cus),
      [...path, 'commodity', 'cusCode'],
      'A CUS number is written 9999999-9.',
    );
  });

/** Bulk goods, and goods without packages (UN/ECE Recommendation 21). */
const withoutPackages = new Set(['VQ', 'VG', 'VL', 'VY', 'VR', 'VS', 'VO', 'NE', 'NF', 'NG']);

const packages = (consignment: Located<Consignment>): readonly Problem[] =>
  items(consignment).flatMap((item) =>
    each([...item.path, 'packaging'], item.value.packaging).flatMap(({ path, value }) => {
      const bare = withoutPackages.has(value.typeOfPackages ?? '');
      const demand = bare
        ? 'are not stated for bulk or unpacked goods.'
        : 'are stated, unless goods are in bulk or unpacked.';
      return [
        ...unless((value.shippingMarks === undefined) === bare, [...path, 'shippingMarks'], `Shipping marks ${demand}`),
        ...unless(
          (value.numberOfPackages === undefined) === bare,
          [...path, 'numberOfPackages'],
          `Numbers of packages ${demand}`,
        ),
      ];
    }),
  );

const naturalPerson = '1';

const betweenNaturalPersons = ({ value }: Located<Consignment>): boolean =>
  value.consignor?.typeOfPerson === naturalPerson && value.consignee?.typeOfPerson === naturalPerson;

const codedUnlessPrivate = (consignment: Located<Consignment>): readonly Problem[] =>
  items(consignment).flatMap(({ path, value }) =>
    unless(
      value.commodity?.commodityCode !== undefined || betweenNaturalPersons(consignment),
      [...path, 'commodity', 'commodityCode'],
      'The commodity code is stated, unless consignor and consignee are both natural persons.',
    ),
  );

export const goodsRules = [
  masterRule('R3016', ['IE3F11'], numberedFromOne),
  houseRule('R3017', all, numberedFromOne),
  houseRule('R3019', all, commodityCodes),
  masterRule('R3019', ['IE3F11'], commodityCodes),
  houseRule('R3020', [...detailedHouses, 'IE3F43'], cusNumbers),
  masterRule('R3020', ['IE3F11'], cusNumbers),
  houseRule('C3025', [...detailedHouses, 'IE3F43'], codedUnlessPrivate),
  masterRule('C3048', ['IE3F11'], codedUnlessPrivate),
  masterRule('C3035', ['IE3F11'], packages),
  houseRule('C3036', detailedHouses, packages),
];
