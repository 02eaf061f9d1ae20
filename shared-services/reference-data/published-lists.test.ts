import assert from 'node:assert/strict';
import { type CommandParts, runCommand } from './command.ts';
import { createCodeLists } from './lookup.ts';
import { seedReferenceData } from './seed.ts';
import { loadSnapshot } from './store.ts';
import { openTestReferenceData, publishedFilesAbsent, publishedPath, type TestReferenceData } from './test-support.ts';

const offices = publishedPath('hmrc-reference-data/customs-offices.csv');
const nomenclature = publishedPath('hs/harmonized-system.csv');
const transit = publishedPath('hmrc-reference-data/officesOfTransit.json');

describe(`import of the published lists${publishedFilesAbsent === undefined ? '' : ` (${publishedFilesAbsent})`}`, () => {
  let data: TestReferenceData;
  before(async function () {
    if (publishedFilesAbsent !== undefined) {
      // biome-ignore lint/suspicious/noConsole: that nothing was tested must be seen
      console.warn(publishedFilesAbsent);
      this.skip();
    }
    data = await openTestReferenceData();
    await seedReferenceData(data.pool);
  });
  after(() => data?.close());

  const run = async (...words: string[]) => {
    const said: string[] = [];
    const parts: CommandParts = {
      words: [...words, '--database-url', data.adminUrl],
      environment: { USER: 'registrar' },
      today: '2026-11-21',
      say: (line) => said.push(line),
    };
    return { status: await runCommand(parts), said: said.join('\n') };
  };
  const lists = async () => createCodeLists(await loadSnapshot(data.pool));

  it('brings 3,874 customs offices in the place of the shipped ones, and once only', async () => {
    const first = await run('import', 'CL141', offices);
    assert.match(first.said, /3874 codes, 0 bad rows/);
    assert.equal(first.status, 0);
    assert.equal((await lists()).codes('CL141', '2026-11-21').length, 3874);
    assert.deepEqual((await lists()).attributes('CL141', 'BE343000', '2026-11-21')?.country, 'BE');
    assert.match((await run('import', 'CL141', offices)).said, /0 added, 0 changed, 0 closed, 3874 unchanged/);
    assert.deepEqual(await seedReferenceData(data.pool), []);
  });

  it('brings 5,613 subheadings, and then judges each by itself', async () => {
    assert.equal((await lists()).has('CL152', '010199', '2026-11-21'), true);
    assert.equal((await run('import', 'CL152', nomenclature)).status, 0);
    const now = await lists();
    const subheadings = now.codes('CL152', '2026-11-21').filter(({ code }) => code.length === 6);
    assert.equal(subheadings.length, 5613);
    assert.equal(now.has('CL152', '010121', '2026-11-21'), true);
    assert.equal(now.has('CL152', '010199', '2026-11-21'), false);
    assert.equal(now.has('CL152', '01012100', '2026-11-21'), true);
  });

  it('imports nothing of a file with bad rows, and names them; the others on demand', async () => {
    const refused = await run('import', 'CL172', transit);
    assert.equal(refused.status, 1);
    assert.match(refused.said, /officesOfTransit\.json:\d+: CH002771 says something else than on line \d+/);
    assert.match(refused.said, /nothing was imported/);
    assert.equal((await lists()).knows('CL172'), false);
    assert.equal((await run('import', 'CL172', transit, '--skip-bad', '--title', 'Offices of transit')).status, 0);
    assert.equal((await lists()).codes('CL172', '2026-11-21').length, 317);
  });

  it('tells what it holds', async () => {
    assert.match(
      (await run('list')).said,
      /^CL141 {2}Customs offices \(operator, 2026-11-21\): File customs-offices\.csv$/m,
    );
    assert.match((await run('show', 'CL141', 'BE532000')).said, /^BE532000 {2}1993-01-01 – {3}BIERSET.*"ENT"/m);
    assert.match((await run('show', 'CL141', 'BE532000')).said, /Liège.*\(taken back\)/);
    assert.match((await run('imports', 'CL152')).said, /by registrar: File harmonized-system\.csv/);
  });

  it('refuses a part of the offices as the whole list, and takes it as a part', async () => {
    const refused = await run('import', 'CL141', transit, '--skip-bad');
    assert.match(refused.said, /is the file only a part of the list\?/);
    const taken = await run('import', 'CL141', transit, '--skip-bad', '--mode', 'partial');
    assert.match(taken.said, / 0 closed/);
  });

  it('says what is wrong with a command', async () => {
    const misused: readonly (readonly [RegExp, ...string[]])[] = [
      [/Usage/, ...[]],
      [/no command remove/, 'remove'],
      [/--mode is one of full, partial/, 'import', 'CL141', offices, '--mode', 'half'],
      [/--valid-from is a day/, 'import', 'CL141', offices, '--valid-from', '21.11.2026'],
      [/The file is missing/, 'import', 'CL141'],
      [/ENOENT/, 'import', 'CL141', 'absent.csv'],
      [/no code ZZ/, 'show', 'CL718', 'ZZ'],
    ];
    for (const [reason, ...words] of misused) {
      const { status, said } = await run(...words);
      assert.match(said, reason);
      assert.equal(status, 1);
    }
  });
});
