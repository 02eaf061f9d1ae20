import assert from 'node:assert/strict';
import { publishedFile, publishedFilesAbsent } from '../test-support.ts';
import { formatOf, readCodes } from './read-codes.ts';

describe('published files of codes', () => {
  it('are CSV with quoted cells, whatever their line ends', () => {
    const text = '\uFEFFid,name,roles\r\nBE000001,"Bruxelles, ""centre""\nannex",ENT EXT\r\n\r\nBE000002,Liège,\r\n';
    assert.deepEqual(readCodes('CL141', text), {
      codes: [
        { code: 'BE000001', description: 'Bruxelles, "centre"\nannex', attributes: { roles: ['ENT', 'EXT'] } },
        { code: 'BE000002', description: 'Liège', attributes: {} },
      ],
      bad: [],
      passedOver: 0,
    });
  });

  it('are JSON arrays, or objects by code', () => {
    assert.deepEqual(
      readCodes('X', '[{"code":"A","description":"a","activeFrom":"2015-07-01","state":"valid"}]').codes,
      [{ code: 'A', description: 'a', validFrom: '2015-07-01', attributes: {} }],
    );
    assert.deepEqual(readCodes('CL244', '{"BEANR":{"name":"Antwerpen","country":"Belgium","code":"42305"}}').codes, [
      { code: 'BEANR', description: 'Antwerpen', attributes: { country: 'BE' } },
    ]);
    assert.deepEqual(['{"A":{}}', ' [', 'code\nA'].map(formatOf), ['json', 'json', 'csv']);
  });

  it('name the line of each bad row', () => {
    const csv =
      'code,description,validFrom,validTo\n,x,,\nA,"two\nlines",,\nB,x,2026-02-30,\nC,x\nD,x,2026-02-01,2026-01-01\nA B,x,,\n';
    assert.deepEqual(readCodes('X', csv).bad, [
      { line: 2, reason: 'no code' },
      { line: 5, reason: 'B: 2026-02-30 is no day (YYYY-MM-DD)' },
      { line: 6, reason: '2 cells where the first line has 4' },
      { line: 7, reason: 'D ends before it begins' },
      { line: 8, reason: '"A B" is no code of X' },
    ]);
    const json = '[\n  {"code": "A", "description": "[{"},\n\n  {"description":\n "x"},\n  7\n]';
    assert.deepEqual(
      readCodes('X', json).bad.map(({ line }) => line),
      [0, 4],
    );
  });

  it('may repeat a code, but not say two things of it', () => {
    const read = readCodes('X', 'code,name\nA,a\nA,a\nB,b\nB,c\n');
    assert.deepEqual(
      read.codes.map(({ code, description }) => [code, description]),
      [
        ['A', 'a'],
        ['B', 'b'],
      ],
    );
    assert.deepEqual(read.bad, [{ line: 5, reason: 'B says something else than on line 4' }]);
  });

  it('refuse a code that belongs to another list', () => {
    assert.equal(readCodes('CL141', 'code,name\nBEANR,Antwerpen\n').bad[0]?.reason, '"BEANR" is no code of CL141');
  });

  it('are refused as a whole where they are broken', () => {
    assert.throws(() => readCodes('X', 'code,name\nA,"open\n'), /Line 2: a quotation mark/);
    assert.throws(() => readCodes('X', '[{"code": }]'), /Not JSON/);
    assert.throws(() => readCodes('X', '7', 'json'), /Neither an array/);
    assert.throws(() => readCodes('X', ''), /empty/);
  });

  it('leave out what their publisher has withdrawn', () => {
    const read = readCodes('X', '[{"code":"A","state":"invalid"},{"code":"B","state":"valid"}]');
    assert.deepEqual([read.codes.length, read.passedOver], [1, 1]);
  });

  describe(`as they are${publishedFilesAbsent === undefined ? '' : ` (${publishedFilesAbsent})`}`, () => {
    before(function () {
      if (publishedFilesAbsent === undefined) return;
      // biome-ignore lint/suspicious/noConsole: that nothing was tested must be seen
      console.warn(publishedFilesAbsent);
      this.skip();
    });

    const files: readonly (readonly [list: string, path: string, codes: number, bad: number])[] = [
      ['CL141', 'hmrc-reference-data/customs-offices.csv', 3874, 0],
      ['CL152', 'hs/harmonized-system.csv', 97 + 1229 + 5613, 0],
      ['CL244', 'ports/sea-ports-0.0.9.json', 1634, 0],
      ['CL017', 'hmrc-reference-data/kindsOfPackage.json', 378, 0],
      ['CL018', 'hmrc-reference-data/transportModes.json', 21, 0],
      ['CL213', 'hmrc-reference-data/documentTypes.json', 55, 0],
      ['CL214', 'hmrc-reference-data/previousDocumentTypes.json', 17, 0],
      // Two offices of Switzerland are listed twice under different names.
      ['CL172', 'hmrc-reference-data/officesOfTransit.json', 317, 2],
    ];
    for (const [list, path, codes, bad] of files)
      it(`${path}: ${codes} codes`, () => {
        const read = readCodes(list, publishedFile(path));
        assert.deepEqual([read.codes.length, read.bad.length], [codes, bad]);
      });
  });
});
