import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { loadHistory, loadImports } from './history.ts';
import { createCodeLists } from './lookup.ts';
import { createReferenceData } from './reference-data.ts';
import { seedReferenceData } from './seed.ts';
import type { ShippedList } from './shipped/shipped-list.ts';
import { shippedLists } from './shipped/shipped-lists.ts';
import { type CodeListImport, importCodeList, loadSnapshot } from './store.ts';
import { openTestReferenceData, type TestReferenceData } from './test-support.ts';

const silent = { info: () => undefined, warn: () => undefined };

const importOf = (list: string, codes: Record<string, string>, more: Partial<CodeListImport> = {}): CodeListImport => ({
  list,
  title: `Title of ${list}`,
  source: 'a test',
  codes: Object.entries(codes).map(([code, description]) => ({ code, description })),
  validFrom: '2026-01-01',
  mode: 'full',
  by: 'tester',
  origin: 'operator',
  ...more,
});

const until = async (what: () => boolean, withinMs: number): Promise<boolean> => {
  for (const end = performance.now() + withinMs; performance.now() < end; await wait(10)) if (what()) return true;
  return what();
};

describe('code lists in the database', () => {
  let data: TestReferenceData;
  before(async () => {
    data = await openTestReferenceData();
  });
  after(() => data.close());

  const listsNow = async () => createCodeLists(await loadSnapshot(data.pool));

  it('keep a code that an import no longer names, with its last day', async () => {
    await importCodeList(data.pool, importOf('T1', { A: 'a', B: 'b' }));
    const counts = await importCodeList(data.pool, importOf('T1', { A: 'a', C: 'c' }, { validFrom: '2026-06-01' }));
    assert.deepEqual(counts, { added: 1, changed: 0, closed: 1, unchanged: 1 });
    const lists = await listsNow();
    assert.equal(lists.has('T1', 'B', '2026-05-31'), true);
    assert.equal(lists.has('T1', 'B', '2026-06-01'), false);
    assert.equal(lists.has('T1', 'C', '2026-05-31'), false);
  });

  it('keep what was taken back, and do not answer from it', async () => {
    await importCodeList(data.pool, importOf('T2', { A: 'wrong' }));
    await importCodeList(data.pool, importOf('T2', { A: 'right' }));
    assert.equal((await listsNow()).describe('T2', 'A', '2026-02-01'), 'right');
    const history = await loadHistory(data.pool, 'T2', 'A');
    assert.deepEqual(
      history.map(({ description, takenBack }) => [description, takenBack]),
      [
        ['right', false],
        ['wrong', true],
      ],
    );
  });

  it('record each import: who, when, from what, how many', async () => {
    await importCodeList(
      data.pool,
      importOf('T3', { A: 'a' }, { by: 'registrar', sha256: 'f'.repeat(64), skipped: 2 }),
    );
    const [done] = await loadImports(data.pool, 'T3');
    assert.match(done?.importedAt ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(
      { ...done, importedAt: '' },
      {
        list: 'T3',
        importedAt: '',
        importedBy: 'registrar',
        source: 'a test',
        sha256: 'f'.repeat(64),
        mode: 'full',
        validFrom: '2026-01-01',
        added: 1,
        changed: 0,
        closed: 0,
        unchanged: 0,
        skipped: 2,
      },
    );
  });

  it('refuse an import that would end most of a list, and change nothing', async () => {
    await importCodeList(data.pool, importOf('T4', { A: 'a', B: 'b', C: 'c' }));
    const part = importOf('T4', { A: 'a' }, { validFrom: '2026-06-01', closesAtMost: 0.5 });
    await assert.rejects(importCodeList(data.pool, part), /end 2 of 3 codes/);
    assert.equal((await listsNow()).has('T4', 'B', '2026-07-01'), true);
    assert.equal((await loadImports(data.pool, 'T4')).length, 1);
  });

  it('refuse an import that states a code twice', () => {
    const twice = { ...importOf('T5', {}), codes: ['A', 'A'].map((code) => ({ code, description: '' })) };
    assert.throws(() => importCodeList(data.pool, twice), /stated twice/);
  });

  it('hold what several processes import at the same time', async () => {
    const imports = ['A', 'B', 'C', 'D'].map((code) => importOf('T6', { [code]: code }, { mode: 'partial' }));
    await Promise.all(imports.map((one) => importCodeList(data.pool, one)));
    const codes = (await listsNow()).codes('T6', '2026-02-01').map(({ code }) => code);
    assert.deepEqual(codes, ['A', 'B', 'C', 'D']);
  });

  it('close an open list with a full import of an operator', async () => {
    await importCodeList(data.pool, importOf('T7', {}, { origin: 'shipped', unlistedPattern: '[A-Z]' }));
    assert.equal((await listsNow()).has('T7', 'Z', '2026-02-01'), true);
    await importCodeList(data.pool, importOf('T7', { A: 'a' }, { mode: 'partial' }));
    assert.equal((await listsNow()).has('T7', 'Z', '2026-02-01'), true);
    await importCodeList(data.pool, importOf('T7', { A: 'a' }));
    assert.equal((await listsNow()).has('T7', 'Z', '2026-02-01'), false);
  });

  describe('as a process uses them', () => {
    it('answer from an import as soon as it is told of, by the same object', async () => {
      const reference = await createReferenceData({ pool: data.pool, log: silent, pollEveryMs: 60_000 });
      const has = reference.codeLists.has;
      await importCodeList(data.pool, importOf('W1', { A: 'a' }));
      assert.ok(await until(() => reference.codeLists.knows('W1'), 5_000));
      assert.equal(has('W1', 'A', '2026-02-01'), true);
      await reference.stop();
    });

    it('find an import by looking when they no longer hear of it, and hear again', async () => {
      const reference = await createReferenceData({ pool: data.pool, log: silent, pollEveryMs: 100 });
      await data.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen reference_data' and pid <> pg_backend_pid()`,
      );
      await importCodeList(data.pool, importOf('W2', { A: 'a' }));
      assert.ok(await until(() => reference.codeLists.knows('W2'), 5_000));
      const listeners = `select 1 from pg_stat_activity where query = 'listen reference_data'`;
      await wait(300);
      assert.equal((await data.pool.query(listeners)).rowCount, 1);
      await reference.stop();
    });

    it('answer every question while imports replace the lists', async () => {
      await importCodeList(data.pool, importOf('W3', { A: 'a' }));
      const reference = await createReferenceData({ pool: data.pool, log: silent, pollEveryMs: 20 });
      let asked = 0;
      const asking = setInterval(() => {
        assert.equal(reference.codeLists.has('W3', 'A', '2026-02-01'), true);
        asked += 1;
      }, 1);
      for (const code of ['B', 'C', 'D']) await importCodeList(data.pool, importOf('W3', { A: 'a', [code]: code }));
      assert.ok(await until(() => reference.codeLists.has('W3', 'D', '2026-02-01'), 5_000));
      clearInterval(asking);
      assert.ok(asked > 0);
      await reference.stop();
    });
  });

  describe('that are shipped', () => {
    const shipped = (name: string, codes: Record<string, string>): ShippedList => ({
      name,
      title: name,
      source: 'shipped',
      validFrom: '1993-01-01',
      codes: Object.entries(codes).map(([code, description]) => ({ code, description })),
    });

    it('all go in, and answer for what messages name', async () => {
      assert.equal((await seedReferenceData(data.pool)).length, shippedLists().length);
      const lists = await listsNow();
      lists.assertKnows(shippedLists().map(({ name }) => name));
      assert.equal(lists.describe('CL718', 'BE', '2026-11-21'), 'Belgium');
      assert.equal(lists.countryOfOffice('BE532000'), 'BE');
      assert.equal(lists.has('CL152', '851713', '2026-11-21'), true);
      assert.deepEqual(await seedReferenceData(data.pool), []);
    });

    it('are put there once, and again when their content changes', async () => {
      assert.deepEqual(await seedReferenceData(data.pool, [shipped('S1', { A: 'a' })]), ['S1']);
      assert.deepEqual(await seedReferenceData(data.pool, [shipped('S1', { A: 'a' })]), []);
      assert.deepEqual(await seedReferenceData(data.pool, [shipped('S1', { A: 'a', B: 'b' })]), ['S1']);
    });

    it('never replace what an operator imported', async () => {
      await importCodeList(data.pool, importOf('S2', { X: 'x' }));
      assert.deepEqual(await seedReferenceData(data.pool, [shipped('S2', { A: 'a' })]), []);
      assert.equal((await listsNow()).has('S2', 'X', '2026-02-01'), true);
    });

    it('never undo those of a newer release', async () => {
      await importCodeList(data.pool, importOf('S3', { N: 'n' }, { origin: 'shipped', version: '2999-01-01' }));
      assert.deepEqual(await seedReferenceData(data.pool, [shipped('S3', { A: 'a' })]), []);
    });

    it('go in whole when several processes start at once', async () => {
      const lists = [shipped('S4', { A: 'a', B: 'b' })];
      await Promise.all([1, 2, 3].map(() => seedReferenceData(data.pool, lists)));
      assert.equal((await listsNow()).codes('S4', '2026-02-01').length, 2);
    });
  });
});
