import assert from 'node:assert/strict';
import type { HeldList } from './code-list.ts';
import { createCodeLists } from './lookup.ts';
import { heldList } from './test-support.ts';

const listsOf = (...lists: HeldList[]) => createCodeLists({ revision: 1, lists });

describe('code lists in memory', () => {
  const country = heldList('CL718', [
    { code: 'BE', description: 'Belgium', attributes: { continent: 'Europe' } },
    { code: 'DD', description: 'Old', validFrom: '2000-01-01', validTo: '2009-12-31' },
    { code: 'DD', description: 'New', validFrom: '2015-06-01', validTo: null },
  ]);

  it('know a code from the first to the last day of its validity, both included', () => {
    const lists = listsOf(country);
    const days = ['1999-12-31', '2000-01-01', '2009-12-31', '2010-01-01', '2015-05-31', '2015-06-01', '2099-01-01'];
    assert.deepEqual(
      days.map((day) => lists.has('CL718', 'DD', day)),
      [false, true, true, false, false, true, true],
    );
  });

  it('describe a code as it was on the day', () => {
    const lists = listsOf(country);
    assert.equal(lists.describe('CL718', 'DD', '2005-01-01'), 'Old');
    assert.equal(lists.describe('CL718', 'DD', '2020-01-01'), 'New');
    assert.equal(lists.describe('CL718', 'DD', '2012-01-01'), undefined);
    assert.deepEqual(lists.attributes('CL718', 'BE', '2020-01-01'), { continent: 'Europe' });
    assert.deepEqual(
      lists.codes('CL718', '2012-01-01').map(({ code }) => code),
      ['BE'],
    );
  });

  it('do not know a code that is not listed, nor one in other letters', () => {
    const lists = listsOf(country);
    assert.equal(lists.has('CL718', 'QQ', '2020-01-01'), false);
    assert.equal(lists.has('CL718', 'be', '2020-01-01'), false);
    assert.equal(lists.has('CL718', '__proto__', '2020-01-01'), false);
  });

  it('fail for a list that is not loaded, and name all that are missing at start', () => {
    const lists = listsOf(country);
    assert.throws(() => lists.has('CL999', 'BE', '2020-01-01'), /CL999 is not loaded/);
    assert.throws(() => lists.assertKnows(['CL718', 'CL998', 'CL999', 'CL998']), /not loaded: CL998, CL999\.$/);
    lists.assertKnows(['CL718']);
  });

  it('take a code by its form where the list is open, but not one that has ended', () => {
    const open = heldList('CL740', [{ code: 'A9', validTo: '2020-12-31' }], { unlistedPattern: '[A-Z][0-9]|XX' });
    const lists = listsOf(open);
    const asked = ['B1', 'XX', 'XXX', 'AB1', 'A9'];
    assert.deepEqual(
      asked.map((code) => lists.has('CL740', code, '2026-01-01')),
      [true, true, false, false, false],
    );
  });

  describe('of the harmonised system', () => {
    const headings = [{ code: '01' }, { code: '0101' }, { code: '0102', validTo: '2021-12-31' }, { code: '77' }];
    const hasOf = (codes: readonly { code: string; validTo?: string }[]) => {
      const lists = listsOf(heldList('CL152', codes, { hierarchical: true }));
      return (code: string) => lists.has('CL152', code, '2026-11-21');
    };

    it('judge a subheading by its heading where only headings are loaded', () => {
      const has = hasOf(headings);
      const asked = ['0101', '010121', '01012100', '0199', '019900', '010221', '770100', '880000', '0101XX', '01012'];
      assert.deepEqual(asked.map(has), [true, true, true, false, false, false, true, false, false, false]);
    });

    it('judge it by itself where subheadings of its heading are loaded', () => {
      const has = hasOf([...headings, { code: '0103' }, { code: '010121' }]);
      const asked = ['010121', '010122', '01012100', '010310'];
      assert.deepEqual(asked.map(has), [true, false, true, true]);
    });
  });

  it('know Member States by the day, and the country of an office', () => {
    const lists = listsOf(
      heldList('CL717', [{ code: 'HR', validFrom: '2013-07-01' }]),
      heldList('CL141', [{ code: 'BE532000', attributes: { country: 'BE' } }, { code: 'LU715000' }]),
    );
    assert.equal(lists.isMemberState('HR', '2013-06-30'), false);
    assert.equal(lists.isMemberState('HR', '2013-07-01'), true);
    assert.equal(lists.countryOfOffice('BE532000'), 'BE');
    assert.equal(lists.countryOfOffice('LU715000'), 'LU');
    assert.equal(lists.countryOfOffice('ZZ000000'), undefined);
  });
});
