import assert from 'node:assert/strict';
import {
  isAirWaybillNumber,
  isContainerFormat,
  isContainerNumber,
  isCusNumber,
  isCustomsOffice,
  isEni,
  isEori,
  isImoNumber,
  isInternationalPhone,
  isS10,
  isUnLocode,
} from './identifiers.ts';

interface Case {
  readonly is: (text: string) => boolean;
  readonly good: readonly string[];
  readonly wrong: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'ISO 6346 container number': {
    is: isContainerNumber,
    good: ['CSQU3054383', 'TOLU4734787'],
    wrong: ['CSQU3054384', 'CSQA3054383', 'CSQU305438', 'csqu3054383', ' CSQU3054383'],
  },
  'container number in the format of R3021': {
    is: isContainerFormat,
    good: ['CSQU3054383', 'CSQU3054384'],
    wrong: ['CSQU30', 'CSQ13054383', 'CSQU30543831'],
  },
  'IMO number (R3009)': {
    is: isImoNumber,
    good: ['IMO9074729', 'IMO9319466'],
    wrong: ['IMO9074728', '9074729', 'IMO907472', 'IMO 9074729'],
  },
  'ENI (R3010)': { is: isEni, good: ['02345678'], wrong: ['2345678', '0234567A', '023456789'] },
  'air waybill': {
    is: isAirWaybillNumber,
    good: ['999-12345675', '99912345675'],
    wrong: ['999-12345676', '99-12345675', '999 12345675'],
  },
  EORI: {
    is: isEori,
    good: ['BE0000000001', 'DE000000000000002', 'GB1'],
    wrong: ['BE', 'be0000000001', 'DE0000000000000002', 'BE 000'],
  },
  'S10 item': {
    is: isS10,
    good: ['RR473124829GB', 'EE876543216CA'],
    wrong: ['RR473124828GB', 'RR47312482GB', 'rr473124829gb'],
  },
  'UN/LOCODE': { is: isUnLocode, good: ['BELGG', 'CNYTN', 'USNY2'], wrong: ['BELG', 'belgg', 'B1LGG', 'BELG0'] },
  'customs office': {
    is: isCustomsOffice,
    good: ['BE532000', 'EE1210EE'],
    wrong: ['BE53200', 'be532000', 'BE5320000'],
  },
  'CUS number (R3020)': { is: isCusNumber, good: ['0010001-6'], wrong: ['00100016', '0010001-66', '001000-16'] },
  'telephone number (R3006)': {
    is: isInternationalPhone,
    good: ['+32 4 000 00 01', '+4969000000', '+1234567'],
    wrong: ['069 000000', '+123456', '+1234567890123456', '+49 (0)69 000', '+49 69 000 '],
  },
};

describe('identifiers', () => {
  for (const [name, { is, good, wrong }] of Object.entries(cases)) {
    it(`${name}: takes the good ones`, () => {
      for (const text of good) assert.equal(is(text), true, text);
    });

    it(`${name}: refuses the wrong ones`, () => {
      for (const text of wrong) assert.equal(is(text), false, text);
    });
  }

  it('S10 gives 0 for the remainder 10 and 5 for 11', () => {
    const items = [...Array(2000).keys()].map((number) => String(number).padStart(8, '0'));
    const lastDigits = items.map((digits) => [...'0123456789'].filter((last) => isS10(`RR${digits}${last}BE`)));
    assert.ok(lastDigits.every((found) => found.length === 1));
    assert.equal(isS10('RR000000005BE'), true);
  });
});
