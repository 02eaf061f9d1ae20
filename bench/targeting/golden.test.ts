/** The command on a small set that the test makes: what it must find is planted, what it must not is noise. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../risk/random.ts';

const header =
  'Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,' +
  'Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,' +
  'Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud';

/** Shoes from VN are found wrong nine times in ten, all else one time in ten: about one line in six. */
const rowsOf = (count: number, firstMonth: string, seed: number, turned = false): string => {
  const { integer, chance, one } = createRandom(seed);
  const from = Date.parse(`${firstMonth}-01`);
  const rows = Array.from({ length: count }, (_, at) => {
    const [hs6, origin] = [one(['640411', '490199', '080390']), one(['VN', 'CN', 'CH', 'US'])];
    const found = chance(hs6 === '640411' && origin === 'VN' ? 0.9 : 0.1) !== turned;
    const date = new Date(from + Math.floor((at * 90) / count) * 86_400_000).toISOString().slice(0, 10);
    const parties = `D${integer(1, 20)},I${integer(1, 200)},S${integer(1, 200)},`;
    const goods = `${hs6},${origin},${origin},8.0,A,G,${integer(1, 999)}.0,${integer(1, 99_999)}`;
    return `${seed}${at},${date},20,B,11,21,11,10,${parties},${goods},${Number(found)},0`;
  });
  return [header, ...rows, ''].join('\n');
};

const lastLine = /bench:targeting p5=(\S+) p10=(\S+) shuffled5=(\S+)\n$/;

describe('npm run bench:targeting', function () {
  this.timeout(60_000);
  let folder = '';
  const command = (...parameters: string[]) =>
    spawnSync(process.execPath, ['bench/targeting.ts', '--no-peer', '--data', folder, ...parameters], {
      encoding: 'utf8',
    });
  const figures = (output: string) => lastLine.exec(output)!.slice(1).map(Number);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'targeting-'));
    writeFileSync(join(folder, 'df_syn_train_eng.csv'), rowsOf(3000, '2020-01', 1));
    writeFileSync(join(folder, 'df_syn_valid_eng.csv'), rowsOf(2000, '2020-04', 2));
    writeFileSync(join(folder, 'later.csv'), rowsOf(2000, '2020-07', 3));
    writeFileSync(join(folder, 'turned.csv'), rowsOf(2000, '2020-07', 3, true));
  });

  after(() => rmSync(folder, { recursive: true }));

  it('finds what is planted, and nothing once results are shuffled', () => {
    const [p5, p10, shuffled5] = figures(command().stdout);
    assert.ok(p5! > 0.8 && p10! > 0.6, `${p5} ${p10}`);
    assert.ok(shuffled5! < 0.35, `${shuffled5}`);
  });

  it('judges another file by the same ranking, whatever its results are', () => {
    const [p5, p10] = figures(command('--test', join(folder, 'later.csv')).stdout);
    const [turned5, turned10] = figures(command('--test', join(folder, 'turned.csv')).stdout);
    assert.ok(p5! > 0.8);
    assert.deepEqual([turned5!.toFixed(3), turned10!.toFixed(3)], [(1 - p5!).toFixed(3), (1 - p10!).toFixed(3)]);
  });

  it('says how to get the data where there are none', () => {
    const { status, stderr } = spawnSync(process.execPath, ['bench/targeting.ts', '--data', join(folder, 'none')], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /Get df_syn_train_eng\.csv .* from https:\/\/github\.com/);
  });

  it('refuses a test file without the columns', () => {
    writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n');
    const { status, stderr } = command('--test', join(folder, 'other.csv'));
    assert.equal(status, 2);
    assert.match(stderr, /has no column "Fraud"/);
  });

  it('refuses a test file that is empty or missing', () => {
    writeFileSync(join(folder, 'empty.csv'), `${header}\n`);
    for (const [file, reason] of [
      ['empty.csv', /has no declarations/],
      ['missing.csv', /cannot be read/],
    ] as const) {
      const { status, stderr } = command('--test', join(folder, file));
      assert.equal(status, 2);
      assert.match(stderr, reason);
    }
  });
});
