import assert from 'node:assert/strict';
import { startKeptCopy } from './kept-copy.ts';
import { silentLogger } from './logging.ts';
import { eventually } from './test-support/samples.ts';

const log = silentLogger();

/** A table that counts its changes, and the copy that is held of it. */
const sampleTable = () => {
  const table = { revision: 1, looks: 0, loads: 0, held: 0, failing: false, changedWhileLoading: false };
  const start = () =>
    startKeptCopy({
      name: 'test',
      currentRevision: async () => {
        table.looks += 1;
        return `${table.revision}`;
      },
      load: async () => {
        table.loads += 1;
        if (table.failing) throw new Error('no database');
        table.held = table.revision;
        if (table.changedWhileLoading) table.revision += 1;
        table.changedWhileLoading = false;
      },
      lookEveryMs: 1,
      log,
    });
  return { table, start };
};

describe('kept copy', () => {
  it('is there before the first use, and is read again after a change alone', async () => {
    const { table, start } = sampleTable();
    const copy = await start();
    assert.equal(table.held, 1);
    await eventually('several looks', () => table.looks >= 4);
    assert.equal(table.loads, 1);
    table.revision = 2;
    await eventually('the change', () => table.held === 2);
    await copy.stop();
    assert.equal(table.loads, 2);
  });

  it('notices a change made while it is read', async () => {
    const { table, start } = sampleTable();
    table.changedWhileLoading = true;
    const copy = await start();
    await eventually('the change', () => table.held === 2);
    await copy.stop();
  });

  it('keeps what it holds when it cannot be read again, and tries until it can', async () => {
    const { table, start } = sampleTable();
    const copy = await start();
    table.failing = true;
    table.revision = 2;
    await eventually('two attempts', () => table.loads >= 3);
    assert.equal(table.held, 1);
    table.failing = false;
    await eventually('the change', () => table.held === 2);
    await copy.stop();
  });

  it('does not start without its first load', async () => {
    const { table, start } = sampleTable();
    table.failing = true;
    await assert.rejects(start(), /no database/);
  });
});
