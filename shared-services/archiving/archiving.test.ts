import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testSigner } from '../audit/test-support/log.ts';
import { sha256Hex } from '../kit/call.ts';
import { silentLogger } from '../kit/logging.ts';
import { createStore } from '../kit/store/store.ts';
import { eventually, sampleRecord } from '../kit/test-support/samples.ts';
import { untar } from './package/tar.ts';
import { verifyPackage } from './package/verify.ts';
import { sampleCase } from './test-support/sample-case.ts';
import { type ArchiveScene, auditor, operator, startScene, support } from './test-support/scene.ts';

interface Summary {
  readonly packageId: string;
  readonly caseId: string;
  readonly state: string;
  readonly retainUntilMs: number;
}
interface Found {
  readonly package?: readonly Summary[];
  readonly next?: string;
  readonly total: number;
}
interface Disposal {
  readonly disposalId: string;
  readonly state: string;
  readonly proof?: { readonly text: string; readonly proofSha256: string; readonly file: readonly object[] };
}
interface Details extends Summary {
  readonly auditRecords: number;
  readonly identifier?: readonly { readonly scheme: string; readonly value: string }[];
  readonly file?: readonly { readonly part: string; readonly objectName: string; readonly damage?: string }[];
  readonly hold?: readonly { readonly liftedBy?: string }[];
}
interface Retrieved {
  readonly content: string;
  readonly sha256: string;
  readonly fileName: string;
}

const yearsAgo = (years: number) => Date.now() - years * 366 * 24 * 60 * 60 * 1000;
let number = 0;

describe('archiving', () => {
  let scene: ArchiveScene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  /** A closed case, with records of its conversation on the audit log. */
  const addCase = async (closedAtMs = yearsAgo(1)): Promise<string> => {
    number += 1;
    const caseId = `26EU0000000000${String(number).padStart(4, '0')}`;
    const conversationId = `conversation-${number}`;
    const identifier = [
      { scheme: 'MRN', value: caseId },
      { scheme: 'LRN', value: `LRN-${number}` },
      { scheme: 'EORI', value: 'DE123456789012345' },
    ];
    const log = silentLogger();
    const entry = createStore({ component: 'entry', pool: scene.components.poolOf('entry'), log });
    for (const event of ['entry.filing.register', 'entry.decision.take'])
      await entry.audit(sampleRecord({ event, conversationId, reference: caseId }));
    const times = { openedAtMs: closedAtMs - 1000, closedAtMs };
    scene.source.cases.set(caseId, sampleCase({ caseId, conversationId: [conversationId], identifier, ...times }));
    return caseId;
  };
  const search = (of: object, caller = operator) => scene.ask<Found>('searchArchive', of, caller);
  const findOne = async (MRN: string): Promise<Summary | undefined> => (await search({ MRN })).package?.[0];
  const details = (packageId: string, caller = operator) => scene.ask<Details>('consultPackage', { packageId }, caller);
  /** Until the log has sealed the records: it does so by itself. */
  const archive = async (MRN: string): Promise<Summary> => {
    await eventually(`${MRN} is archived`, async () => {
      await scene.round();
      return (await findOne(MRN)) !== undefined;
    });
    return (await findOne(MRN))!;
  };
  const retrieve = (packageId: string, restricted = false, caller = auditor) =>
    scene.ask<Retrieved>('retrievePackage', { packageId, ...(restricted ? { restricted } : {}) }, caller);
  const fileOf = async (packageId: string, part: string) =>
    join(scene.folder, (await details(packageId)).file!.find((one) => one.part === part)!.objectName);

  describe('a closed case', () => {
    it('becomes a package with the proofs of its records, verified by the file alone', async () => {
      const MRN = await addCase();
      const { packageId } = await archive(MRN);
      assert.equal(scene.source.archived.get(MRN), packageId);
      const { content, sha256, fileName } = await retrieve(packageId);
      const tar = Buffer.from(content, 'base64');
      assert.equal(sha256Hex(tar), sha256);
      assert.equal(fileName, `${packageId}.tar`);
      assert.deepEqual(await verifyPackage(tar), { files: 8, records: 2, faults: [] });
      const strange = await verifyPackage(tar, testSigner().keys());
      assert.deepEqual(strange.faults, ['the checkpoint is not signed by a key of the audit log']);
      assert.equal((await details(packageId)).auditRecords, 2);
      const files = await untar(tar);
      assert.equal(files.get(`${packageId}/representations/rep1/data/filing.json`)?.toString(), '{"LRN":"LRN-1"}');
    });

    it('has what is restricted in a file of its own, for auditors alone', async () => {
      const { packageId } = await archive(await addCase());
      const open = await untar(Buffer.from((await retrieve(packageId, false, operator)).content, 'base64'));
      assert.ok([...open.values()].every((bytes) => !bytes.includes('invented criterion')));
      await assert.rejects(retrieve(packageId, true, operator), { code: 'PACKAGE_RESTRICTED' });
      const restricted = Buffer.from((await retrieve(packageId, true)).content, 'base64');
      assert.deepEqual((await verifyPackage(restricted)).faults, []);
      assert.ok([...(await untar(restricted)).values()].some((bytes) => bytes.includes('invented criterion')));
    });

    it('is found by nobody before its application has confirmed, and is archived once after a crash', async () => {
      const MRN = await addCase();
      let crashes = 0;
      scene.source.beforeConfirming = () => {
        crashes += 1;
        if (crashes === 1) throw new Error('broken off');
      };
      await eventually('the confirmation is broken off', async () => {
        if (crashes === 0) await scene.round();
        return crashes > 0;
      });
      assert.equal(await findOne(MRN), undefined);
      const { packageId } = await archive(MRN);
      scene.source.beforeConfirming = () => {};
      await scene.round();
      assert.equal((await search({ MRN })).total, 1);
      assert.equal(scene.source.archived.get(MRN), packageId);
    });

    it('is confirmed again when the archive did not learn that it was', async () => {
      const MRN = await addCase();
      const { packageId } = await archive(MRN);
      await scene.store.query(`update package set state = 'written' where id = $1`, [packageId]);
      assert.equal(await findOne(MRN), undefined);
      assert.equal((await archive(MRN)).packageId, packageId);
    });

    it('is made anew when what was written is not what is in the store', async () => {
      const MRN = await addCase();
      let spoilt = false;
      const spoil = async () => {
        const [row] = await scene.store.query<{ object_name: string }>(
          `select object_name from package_file join package on package.id = package_id
           where case_id = $1 and part = 'open'`,
          [MRN],
        );
        return join(scene.folder, row!.object_name);
      };
      scene.source.beforeConfirming = () => {
        if (spoilt) return;
        spoilt = true;
        throw new Error('broken off');
      };
      await eventually('the confirmation is broken off', async () => {
        if (!spoilt) await scene.round();
        return spoilt;
      });
      await writeFile(await spoil(), 'something else');
      const { packageId } = await archive(MRN);
      assert.deepEqual((await verifyPackage(await readFile(await fileOf(packageId, 'open')))).faults, []);
    });

    it('that has changed meanwhile is not kept as it was', async () => {
      const MRN = await addCase();
      scene.source.beforeConfirming = () => {
        const found = scene.source.cases.get(MRN);
        if (found?.revision === 'one') scene.source.cases.set(MRN, { ...found, revision: 'two', outcome: 'doNotLoad' });
      };
      const { packageId } = await archive(MRN);
      scene.source.beforeConfirming = () => {};
      const [{ outcome }] = (await scene.store.query<{ outcome: string }>('select outcome from package where id = $1', [
        packageId,
      ])) as [{ outcome: string }];
      assert.equal(outcome, 'doNotLoad');
      assert.equal((await search({ MRN })).total, 1);
    });

    it('waits while the store is away, and is told among the failures', async () => {
      const MRN = await addCase();
      const there = scene.objects.current;
      const away = () => Promise.reject(new Error('no store'));
      scene.objects.current = { ...there, put: away };
      await eventually('the failure is told', async () => {
        await scene.round();
        const { source = [] } = await scene.ask<{ source?: { failing: number }[] }>('consultArchive', {});
        return source.some(({ failing }) => failing > 0);
      });
      assert.equal(await findOne(MRN), undefined);
      scene.objects.current = there;
      await archive(MRN);
    });
  });

  describe('search', () => {
    it('finds by LRN, EORI and period, page by page', async () => {
      const MRN = await addCase();
      await archive(MRN);
      const { package: [one] = [] } = await search({ LRN: `LRN-${number}` });
      assert.equal(one?.caseId, MRN);
      const page = await search({ EORI: 'DE123456789012345', limit: 1 });
      assert.ok(page.total > 1 && page.package?.length === 1);
      const { package: [other] = [] } = await search({ EORI: 'DE123456789012345', limit: 1, before: page.next });
      assert.notEqual(other?.caseId, page.package[0]?.caseId);
      assert.equal((await search({ closedFromMs: Date.now() })).total, 0);
    });

    it('tells support nothing of parties', async () => {
      const { packageId } = await archive(await addCase());
      await assert.rejects(search({ EORI: 'DE123456789012345' }, support), { code: 'ARCHIVE_EORI_SEARCH' });
      const schemes = (await details(packageId, support)).identifier?.map(({ scheme }) => scheme);
      assert.deepEqual(schemes, ['LRN', 'MRN']);
      await assert.rejects(retrieve(packageId, false, support), { code: 'CALLER_NOT_ADMITTED' });
    });
  });

  describe('a byte that was changed in the store', () => {
    const change = async (file: string): Promise<Buffer> => {
      const bytes = await readFile(file);
      const other = Buffer.from(bytes);
      other[other.length >> 1] = other[other.length >> 1]! ^ 1;
      await writeFile(file, other);
      return bytes;
    };

    it('is noticed when the package is given out', async () => {
      const { packageId, caseId } = await archive(await addCase());
      const file = await fileOf(packageId, 'open');
      const before = await change(file);
      await assert.rejects(retrieve(packageId), { code: 'PACKAGE_DAMAGED' });
      assert.equal((await findOne(caseId))?.state, 'damaged');
      await writeFile(file, before);
      await retrieve(packageId);
      assert.equal((await findOne(caseId))?.state, 'kept');
    });

    it('is noticed by the check that comes round, as is a file that is gone', async () => {
      const { packageId } = await archive(await addCase());
      await change(await fileOf(packageId, 'open'));
      await scene.objects.current.remove(
        (await details(packageId)).file!.find((one) => one.part === 'restricted')!.objectName,
      );
      await scene.store.query(`update package_file set checked_at = now() - interval '91 days'`);
      assert.ok((await scene.check()) > 2);
      assert.equal(await scene.check(), 0, 'each is looked at once');
      const { file = [] } = await details(packageId);
      assert.deepEqual(
        file.map(({ damage = '' }) => damage.slice(0, 14)),
        ['its SHA-256 is', 'it is not in t'],
      );
      assert.deepEqual(
        (await search({ state: 'damaged' })).package?.map((one) => one.packageId),
        [packageId],
      );
    });

    it('is noticed by who has the file alone, wherever it is', async () => {
      const { packageId } = await archive(await addCase());
      const { content } = await retrieve(packageId);
      for (const what of ['LRN-1', '"leaf"', 'entry.filing.register', 'assessmentComplete']) {
        const tar = Buffer.from(content, 'base64');
        const at = tar.indexOf(what);
        assert.ok(at > 0, what);
        tar[at + 1] = tar[at + 1]! ^ 1;
        assert.notDeepEqual((await verifyPackage(tar)).faults, [], what);
      }
    });
  });

  describe('retention', () => {
    const propose = (packageId: string, caller = operator) =>
      scene.ask<Disposal>('proposeDisposal', { packageId, reason: 'Its time is over.' }, caller);
    const decide = (disposalId: string, decision: string, caller: typeof operator) =>
      scene.ask<Disposal>('decideDisposal', { disposalId, decision, reason: 'Looked at.' }, caller);

    it('keeps a package until its class is over', async () => {
      const { packageId, retainUntilMs } = await archive(await addCase());
      assert.ok(retainUntilMs > Date.now());
      await assert.rejects(propose(packageId), { code: 'RETENTION_NOT_OVER' });
    });

    it('is over: two people destroy the package, and the proof is kept', async () => {
      const { packageId, caseId, state } = await archive(await addCase(yearsAgo(6)));
      assert.equal(state, 'due');
      const { disposalId } = await propose(packageId);
      assert.equal(
        (await propose(packageId, auditor)).disposalId,
        disposalId,
        'what is proposed is not proposed again',
      );
      await assert.rejects(decide(disposalId, 'approved', operator), { code: 'DISPOSAL_SAME_PERSON' });
      const file = await fileOf(packageId, 'open');
      const destroyed = await decide(disposalId, 'approved', auditor);
      assert.equal(destroyed.state, 'destroyed');
      assert.equal(sha256Hex(destroyed.proof!.text), destroyed.proof!.proofSha256);
      assert.equal(destroyed.proof!.file.length, 2);
      await assert.rejects(readFile(file), { code: 'ENOENT' });
      assert.deepEqual(await decide(disposalId, 'approved', auditor), destroyed, 'a repetition has no effect');
      await assert.rejects(retrieve(packageId), { code: 'PACKAGE_DISPOSED' });
      assert.equal((await findOne(caseId))?.state, 'disposed');
      const identifiers = (await details(packageId)).identifier;
      assert.deepEqual(
        identifiers?.map(({ scheme }) => scheme),
        ['MRN'],
      );
      const [record] = await scene.components.admin<{ content_sha256: string }>(
        `select content_sha256 from portorium_audit.record where event = 'archiving.package.destroy' and reference = $1`,
        [caseId],
      );
      assert.equal(record?.content_sha256, destroyed.proof!.proofSha256);
      const listed = await scene.ask<{ disposal: Disposal[]; total: number }>('listDisposals', { state: 'destroyed' });
      assert.deepEqual(listed.disposal[0], destroyed);
    });

    it('does not end for a package that is held', async () => {
      const { packageId } = await archive(await addCase(yearsAgo(6)));
      const { disposalId } = await propose(packageId);
      const held = await scene.ask<Details>('holdPackage', { packageId, reason: 'A court asks.' });
      assert.equal(held.state, 'held');
      await assert.rejects(decide(disposalId, 'approved', auditor), { code: 'PACKAGE_HELD' });
      await decide(disposalId, 'withdrawn', operator);
      await assert.rejects(propose(packageId), { code: 'PACKAGE_HELD' });
      await scene.ask('liftHold', { packageId, reason: 'The court is content.' });
      await assert.rejects(scene.ask('liftHold', { packageId, reason: 'Again.' }), { code: 'PACKAGE_NOT_HELD' });
      assert.equal((await propose(packageId)).state, 'proposed');
      assert.equal((await details(packageId)).hold?.[0]?.liftedBy, 'operator-1');
    });

    it('is finished later where the store is away when two have agreed', async () => {
      const { packageId } = await archive(await addCase(yearsAgo(6)));
      const { disposalId } = await propose(packageId);
      const there = scene.objects.current;
      scene.objects.current = { ...there, remove: () => Promise.reject(new Error('no store')) };
      assert.equal((await decide(disposalId, 'approved', auditor)).state, 'approved');
      await assert.rejects(retrieve(packageId), { code: 'PACKAGE_DISPOSED' });
      scene.objects.current = there;
      await scene.round();
      const { disposal } = await scene.ask<{ disposal: Disposal[] }>('listDisposals', { state: 'destroyed' });
      assert.ok(disposal.some((one) => one.disposalId === disposalId));
    });
  });

  describe('figures', () => {
    it('tell how it stands', async () => {
      const figures = await scene.ask<Record<string, unknown>>('consultArchive', {}, support);
      assert.deepEqual(
        [figures['quietDays'], figures['place'], figures['damaged'], figures['disposed']],
        [90, scene.folder, 1, 2],
      );
      assert.ok(Number(figures['packages']) > 5 && Number(figures['bytes']) > 0);
      assert.equal((figures['retentionClass'] as object[]).length, 4);
    });
  });
});
