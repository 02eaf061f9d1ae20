import assert from 'node:assert/strict';
import { validMessage } from './test-support/examples.ts';
import { declarant, expressFiling, type Scene, startScene, trader } from './test-support/scene.ts';

interface Part {
  readonly name: string;
  readonly visibility: string;
  readonly content: string;
}
interface Case {
  readonly caseId: string;
  readonly revision: string;
  readonly closedAtMs: number;
  readonly outcome: string;
  readonly conversationId: readonly string[];
  readonly identifier: readonly { readonly scheme: string; readonly value: string }[];
  readonly part: readonly Part[];
}

const packageId = '019aa5a2-7c1e-7000-8000-00000000000a';
const otherPackage = '019aa5a2-7c1e-7000-8000-00000000000b';
const sha256 = 'a'.repeat(64);

describe('entry: closed filings go to the archive', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  const archive = async <Reply>(operation: string, request: unknown): Promise<Reply> =>
    (await scene.as('shared-services')(operation, request)) as Reply;
  const list = async (closedBeforeMs = Date.now() + 60_000) =>
    await archive<{ case?: { caseId: string }[]; waiting: number }>('listClosedCases', { closedBeforeMs, limit: 10 });
  const listed = async (MRN: string) => ((await list()).case ?? []).some(({ caseId }) => caseId === MRN);
  const close = (MRN: string, state = 'assessmentComplete') =>
    scene.store.query('update filing set state = $2, changed_at = now() where mrn = $1', [MRN, state]);
  const decide = (MRN: string) =>
    scene.store.query(
      `insert into decision (mrn, number, outcome, reason_code, reason) values ($1, 1, 'release', 'R1', 'a secret reason')`,
      [MRN],
    );
  const closed = async (LRN: string): Promise<string> => {
    const MRN = await scene.file(LRN);
    await decide(MRN);
    await close(MRN);
    return MRN;
  };
  const confirm = (of: Case, to = packageId) =>
    archive('confirmArchived', { caseId: of.caseId, revision: of.revision, packageId: to, sha256 });
  const textOf = ({ content }: Part) => Buffer.from(content, 'base64').toString();

  it('offers what is closed and quiet, and nothing else', async () => {
    const open = await scene.file('ARCHIVE-1');
    const MRN = await closed('ARCHIVE-2');
    assert.deepEqual([await listed(MRN), await listed(open)], [true, false]);
    assert.equal((await list(Date.now() - 60_000)).waiting, 0, 'it has not been quiet for long enough');
    await assert.rejects(archive('exportCase', { caseId: open }), { code: 'CASE_UNKNOWN' });
  });

  it('gives the filing as it was received, and the reasons apart from it', async () => {
    const MRN = await closed('ARCHIVE-3');
    const of = await archive<Case>('exportCase', { caseId: MRN });
    assert.equal(of.outcome, 'assessmentComplete');
    const schemes = new Map(of.identifier.map(({ scheme, value }) => [scheme, value]));
    assert.deepEqual([schemes.get('MRN'), schemes.get('LRN')], [MRN, 'ARCHIVE-3']);
    assert.ok(of.identifier.some(({ value }) => value === declarant));
    const filing = of.part.find(({ name }) => name === 'filing.json')!;
    const [row] = await scene.store.query<{ received: string }>('select received from filing_document where mrn = $1', [
      MRN,
    ]);
    assert.equal(textOf(filing), row?.received);
    const telling = of.part.filter((part) => textOf(part).includes('a secret reason'));
    assert.deepEqual(
      telling.map(({ visibility }) => visibility),
      ['restricted'],
    );
  });

  it('lets the content go when it is confirmed, once, and still tells traders where it stands', async () => {
    const MRN = await closed('ARCHIVE-4');
    const of = await archive<Case>('exportCase', { caseId: MRN });
    await confirm(of);
    await confirm(of);
    await assert.rejects(confirm(of, otherPackage), { code: 'CASE_ARCHIVED' });
    for (const table of ['filing_document', 'decision', 'screening', 'responsible_result'])
      assert.deepEqual(await scene.store.query(`select from ${table} where mrn = $1`, [MRN]), [], table);
    assert.equal(await listed(MRN), false);
    for (const party of [trader, declarant]) {
      const told = (await scene.as(party)('consultFiling', { MRN })) as { MRN: string; state: string };
      assert.deepEqual([told.MRN, told.state], [MRN, 'assessmentComplete']);
    }
    await assert.rejects(scene.as('NL0000000004')('consultFiling', { MRN }), { code: 'ENTRY_MRN_UNKNOWN' });
    await assert.rejects(scene.as(trader)('fileIE3F32', expressFiling('ARCHIVE-4')), { code: 'ENTRY_LRN_USED' });
    const query = { ...(validMessage('QueryENS') as object), MRN };
    const [row] = await scene.store.query<{ of: string }>(
      'select responsible_member_state as of from filing where mrn = $1',
      [MRN],
    );
    await assert.rejects(scene.as(row!.of)('QueryENS', query), { code: 'ENTRY_ARCHIVED' });
  });

  it('keeps a filing that has changed since it was read', async () => {
    const MRN = await closed('ARCHIVE-5');
    const of = await archive<Case>('exportCase', { caseId: MRN });
    await close(MRN, 'controlDecided');
    await assert.rejects(confirm(of), { code: 'CASE_CHANGED' });
    assert.equal(await listed(MRN), true);
  });
});
