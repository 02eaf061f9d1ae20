import assert from 'node:assert/strict';
import { codeLists as listsOfMessages } from '../../../reference-architecture/data-model/code-lists.ts';
import { readCodes } from '../formats/read-codes.ts';
import { judgeCode } from '../formats/shape.ts';
import { createCodeLists } from '../lookup.ts';
import { heldList, publishedFile, publishedFilesAbsent } from '../test-support.ts';
import { shippedLists } from './shipped-lists.ts';

const lists = shippedLists();

const held = createCodeLists({
  revision: 0,
  lists: lists.map(({ name, codes, validFrom, hierarchical = false, unlistedPattern = null }) =>
    heldList(
      name,
      codes.map((stated) => ({ ...stated, validFrom: stated.validFrom ?? validFrom })),
      { hierarchical, unlistedPattern },
    ),
  ),
});

const today = '2026-11-21';

describe('the lists that the project ships', () => {
  it('are all those that messages name', () => {
    held.assertKnows(Object.keys(listsOfMessages));
  });

  it('have one name each, and name each code once', () => {
    assert.equal(new Set(lists.map(({ name }) => name)).size, lists.length);
    for (const { name, codes } of lists) assert.equal(new Set(codes.map(({ code }) => code)).size, codes.length, name);
  });

  it('have codes of the form of their list, each with a description', () => {
    for (const { name, codes } of lists)
      for (const stated of codes) {
        assert.equal(judgeCode(name, stated), undefined, name);
        assert.notEqual(stated.description, '', `${name} ${stated.code}`);
      }
  });

  it('say of every list where it comes from', () => {
    for (const { name, source, title } of lists) assert.ok(source.length > 10 && title.length > 3, name);
  });

  it('have the Member States with their days', () => {
    assert.equal(held.codes('CL717', today).filter(({ attributes }) => attributes.memberState !== false).length, 27);
    assert.equal(held.isMemberState('HR', '2013-06-30'), false);
    assert.equal(held.isMemberState('HR', '2013-07-01'), true);
    assert.equal(held.isMemberState('GB', '2020-12-31'), true);
    assert.equal(held.isMemberState('GB', '2021-01-01'), false);
    assert.equal(held.isMemberState('XI', '2021-01-01'), true);
    assert.equal(held.isMemberState('CH', today), false);
  });

  it('know a country for every office, place and Member State', () => {
    for (const list of ['CL141', 'CL244'])
      for (const { code, attributes } of held.codes(list, today))
        assert.ok(held.has('CL718', String(attributes.country), today), `${list} ${code}`);
    for (const { code } of held.codes('CL717', today)) assert.ok(held.has('CL718', code, today), code);
  });

  it('have 97 chapters, and judge a subheading by its heading', () => {
    const codes = held.codes('CL152', today).map(({ code }) => code);
    assert.deepEqual(
      [2, 4].map((length) => codes.filter((code) => code.length === length).length),
      [97, 1229],
    );
    assert.deepEqual(
      ['851713', '847130', '010121', '770100', '850000', '854321'].map((code) => held.has('CL152', code, today)),
      [true, true, true, false, false, true],
    );
  });

  it('have the packages that are bulk or unpacked', () => {
    const of = (group: string) =>
      held
        .codes('CL017', today)
        .filter(({ attributes }) => attributes.group === group)
        .map(({ code }) => code)
        .join(' ');
    assert.equal(of('bulk'), 'VG VL VO VQ VR VS VY');
    assert.equal(of('unpacked'), 'NE NF NG');
  });

  it('take a document by its form only where their values are not all known', () => {
    assert.equal(held.has('CL013', 'C999', today), true);
    assert.equal(held.has('CL013', 'ZZZZ', today), false);
    assert.equal(held.has('CL754', 'N999', today), false);
    assert.equal(held.has('CL740', 'ANY', today), true);
  });

  describe(`beside the published files${publishedFilesAbsent === undefined ? '' : ` (${publishedFilesAbsent})`}`, () => {
    before(function () {
      if (publishedFilesAbsent === undefined) return;
      // biome-ignore lint/suspicious/noConsole: that nothing was compared must be seen
      console.warn(publishedFilesAbsent);
      this.skip();
    });

    const codesIn = (list: string, path: string) =>
      new Map(readCodes(list, publishedFile(path)).codes.map((stated) => [stated.code, stated]));

    it('have exactly the headings of the harmonised system', () => {
      const published = [...codesIn('CL152', 'hs/harmonized-system.csv').keys()].filter((code) => code.length <= 4);
      assert.deepEqual(
        held.codes('CL152', today).map(({ code }) => code),
        published.toSorted(),
      );
    });

    it('have real customs offices that are offices of entry', () => {
      const published = codesIn('CL141', 'hmrc-reference-data/customs-offices.csv');
      const roles = (code: string) => published.get(code)?.attributes?.roles as string[] | undefined;
      for (const { code } of held.codes('CL141', today)) assert.ok(roles(code)?.includes('ENT'), code);
    });

    it('have real kinds of package', () => {
      const published = codesIn('CL017', 'hmrc-reference-data/kindsOfPackage.json');
      for (const { code } of held.codes('CL017', today)) assert.ok(published.has(code), code);
    });
  });
});
