import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../contract/language.ts';
import { sample } from '../contract/render/support/sample.ts';
import { readFolder, staleFiles, writeFolder } from './folder.ts';
import { renderAll } from './publish.ts';

const second: Application = { ...sample, name: 'another', services: {} };
const none = new Map<string, string>();
const files = renderAll([sample, second], none);

describe('what is published', () => {
  it('has a folder for each application, and an index', () => {
    const own = [...files.keys()]
      .filter((path) => path.startsWith('sample-application/'))
      .map((path) => path.slice(19));
    assert.deepEqual(own, [
      'RiskAnalysisOrchestrationBAS.wsdl',
      'asyncapi.json',
      'audit-events.md',
      'declarations.wsdl',
      'openapi-ccn2ng.json',
      'openapi-speed2ng.json',
      'refusals.md',
      'sample-application.proto',
      'urn-portorium-fault-1.xsd',
      'urn-portorium-sample-declarations-interface-1.xsd',
      'urn-portorium-sample-party-1.xsd',
      'urn-wco-datamodel-eu-ics2-2.xsd',
      'xmlns-ec-eu-BusinessActivityService-ICS-IRiskAnalysisOrchestrationBAS-V2.xsd',
    ]);
    assert.ok(files.has('README.md') && files.has('another/asyncapi.json'));
  });

  it('is the same in whatever order the contracts come, and when it is rendered again', () => {
    assert.deepEqual([...renderAll([second, sample], none)], [...files]);
    assert.deepEqual([...renderAll([sample, second], files)], [...files]);
  });

  it('ends every file with one newline', () => {
    for (const [path, content] of files) assert.match(content, /[^\n]\n$/, path);
  });

  it('names internal services in the index and among the audit events only', () => {
    assert.match(files.get('README.md') ?? '', /\| upkeep \| silver \(99\.6 %\) \| \*\*sweep\*\*.*\| internal \|/);
    const elsewhere = [...files].filter(([path]) => path !== 'README.md' && path !== 'audit-events.md');
    assert.deepEqual(
      elsewhere.filter(([, content]) => /sweep|upkeep/i.test(content)).map(([path]) => path),
      [],
    );
  });

  it('names every refusal and audit event of operations that a gateway offers', () => {
    assert.match(
      files.get('sample-application/refusals.md') ?? '',
      /`SAMPLE_LRN_USED` \| conflict \| 409 \|.*submitDeclaration/,
    );
    assert.match(
      files.get('sample-application/audit-events.md') ?? '',
      /`sample\.declaration\.submit` \|.*\| yes \| case/,
    );
  });

  it('lists the audit events of all applications on one page', () => {
    assert.match(files.get('audit-events.md') ?? '', /`sample\.declaration\.submit` \|.*\| every call \| yes/);
  });

  it('keeps field numbers of the file that was published', () => {
    const path = 'sample-application/sample-application.proto';
    const published = new Map([[path, (files.get(path) ?? '').replace('string LRN = 1;', 'string LRN = 99;')]]);
    assert.match(renderAll([sample], published).get(path) ?? '', /string LRN = 99;/);
  });
});

describe('the folder of what is published', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'published-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is empty where there is none', async () => {
    assert.equal((await readFolder(join(folder, 'absent'))).size, 0);
  });

  it('holds exactly what was rendered, after writing', async () => {
    await writeFolder(
      folder,
      none,
      new Map([
        ['gone/old.md', 'x\n'],
        ['README.md', 'before\n'],
      ]),
    );
    await writeFolder(folder, await readFolder(folder), files);
    assert.deepEqual([...(await readFolder(folder))], [...files]);
  });

  it('is stale where a file is missing, another, or of no contract', () => {
    const is = new Map([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
    const shouldBe = new Map([
      ['a', '1'],
      ['b', 'x'],
      ['d', '4'],
    ]);
    assert.deepEqual(staleFiles(is, shouldBe), [
      'b is not what the contract says',
      'c is of no contract',
      'd is missing',
    ]);
    assert.deepEqual(staleFiles(is, is), []);
  });
});
