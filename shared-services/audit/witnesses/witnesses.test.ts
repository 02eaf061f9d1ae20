import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../kit/logging.ts';
import { eventually } from '../../kit/test-support/samples.ts';
import { witnessKeyIn } from '../domain/note.ts';
import { type TestLog, testLog } from '../test-support/log.ts';
import { startWitness, type WitnessServer } from '../test-support/witness-server.ts';
import { newestCheckpoint } from '../tree/checkpoints.ts';
import { folderWitness } from './folder-witness.ts';
import { httpWitness } from './http-witness.ts';
import { showTo, startPushing } from './push.ts';
import { witnessesOf } from './state.ts';
import type { Witness } from './witness.ts';

describe('witnesses of the audit log', () => {
  let log: TestLog;
  let server: WitnessServer;
  let folder: string;
  before(async () => {
    log = await testLog();
  });
  after(() => log.components.drop());
  beforeEach(async () => {
    await log.empty();
    server = await startWitness();
    folder = await mkdtemp(join(tmpdir(), 'portorium-witness-'));
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const byHttp = () => httpWitness({ url: server.url, key: witnessKeyIn(server.verifierKey) });
  const show = (witness: Witness) => showTo(log.audit, witness, silentLogger());
  const more = async (count: number) => {
    await log.write(...Array.from({ length: count }, (_, index) => String(index)));
    await log.sealAll();
  };
  const forget = () => log.tamper('delete from portorium_audit.witness; delete from portorium_audit.cosignature');
  const sealAnew = async () => {
    await log.tamper(
      'delete from portorium_audit.batch; delete from portorium_audit.node; delete from portorium_audit.checkpoint',
    );
    await log.sealAll();
  };

  it('signs each checkpoint that continues the one before, whatever the sizes', async () => {
    const witness = byHttp();
    for (const count of [1, 1, 3, 1, 2, 7, 300, 513, 4]) {
      await more(count);
      assert.equal(await show(witness), 'agrees', `${count} more`);
    }
    const newest = await newestCheckpoint(log.audit);
    assert.equal(newest?.treeSize, 832);
    assert.equal(server.size(), 832);
    assert.match(newest.cosignature![0]!.line, /^\u2014 witness\.example \S+$/);
    const [state] = await witnessesOf(log.audit);
    assert.deepEqual([state?.state, state?.treeSize], ['agrees', 832]);
  });

  it('is found where it was, also when this side has forgotten', async () => {
    await more(5);
    await show(byHttp());
    await forget();
    await more(5);
    assert.equal(await show(byHttp()), 'agrees');
    assert.equal(server.size(), 10);
  });

  it('contradicts a log whose end was cut off', async () => {
    await more(5);
    await more(2);
    await show(byHttp());
    await forget();
    await log.tamper(
      'delete from portorium_audit.batch where tree_size > 5; delete from portorium_audit.checkpoint where tree_size > 5',
    );
    assert.equal(await show(byHttp()), 'contradicts');
    const [state] = await witnessesOf(log.audit);
    assert.match(state?.reason ?? '', /it has seen a log of 7 leaves, and this one has 5/);
  });

  it('contradicts a log that was written anew', async () => {
    await more(5);
    await show(byHttp());
    await log.tamper(`update portorium_audit.record set party = 'x' where reference = '1'`);
    await sealAnew();
    await more(2);
    assert.equal(await show(byHttp()), 'contradicts');
  });

  it('holds up nothing when it does not answer, and is asked again', async () => {
    server.broken = 503;
    await more(1);
    const pushing = startPushing({ store: log.audit, witnesses: [byHttp()], log: silentLogger(), intervalMs: 20 });
    const stateIs = (wanted: string) => async () => (await witnessesOf(log.audit))[0]?.state === wanted;
    await eventually('it is told', stateIs('unreachable'), 30_000);
    await more(1);
    server.broken = undefined;
    await eventually('it agrees', stateIs('agrees'), 30_000);
    await pushing.stop();
  });

  it('does not count without a signature of its key', async () => {
    const stranger = await startWitness();
    await more(1);
    const witness = httpWitness({ url: stranger.url, key: witnessKeyIn(server.verifierKey) });
    assert.equal(await show(witness), 'unreachable');
    await stranger.stop();
    assert.throws(() => witnessKeyIn(server.verifierKey.replace('+', 'x+')), /cosignature\/v1/);
  });

  it('may be a folder, which keeps each checkpoint and contradicts another one', async () => {
    const witness = folderWitness(folder);
    await more(3);
    assert.equal(await show(witness), 'agrees');
    await more(1);
    assert.equal(await show(witness), 'agrees');
    assert.deepEqual(await readdir(folder), ['00000000000000000003.checkpoint', '00000000000000000004.checkpoint']);
    const kept = await readFile(join(folder, '00000000000000000004.checkpoint'), 'utf8');
    assert.equal(kept, (await newestCheckpoint(log.audit))?.note);
    await forget();
    await log.tamper(`update portorium_audit.record set party = 'x' where reference = '1'`);
    await sealAnew();
    assert.equal(await show(witness), 'contradicts');
  });
}).timeout(120_000);
