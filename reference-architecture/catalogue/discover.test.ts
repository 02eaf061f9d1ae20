import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { discoverContracts } from './discover.ts';

const repository = resolve(import.meta.dirname, '../..');

/** A contract file of an application without services; `more` is written over it. */
const contractFile = (name: string, more = '') => `
export const contract = { name: '${name}', platform: 'cdco', title: '', description: '', owner: '', version: '1',
  services: {}, events: {}, notifications: {}, subscribes: [], ${more} };`;

describe('discovery of contracts', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'discover-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };

  it('finds platforms, central applications and shared services by their contract, and nothing deeper', async () => {
    await write('platforms/cdco/inf/contract.ts', contractFile('inf'));
    await write('platforms/uumds/contract.ts', contractFile('uumds'));
    await write('shared-services/audit/contract.ts', contractFile('audit'));
    await write('platforms/cdco/inf/domain/contract.ts', 'throw new Error()');
    await write('platforms/cdco/plain/README.md', '');
    const found = await discoverContracts(root);
    assert.deepEqual(
      found.map(({ directory, contract }) => [directory, contract.name]),
      [
        [join(root, 'platforms/cdco/inf'), 'inf'],
        [join(root, 'platforms/uumds'), 'uumds'],
        [join(root, 'shared-services/audit'), 'audit'],
      ],
    );
  });

  it('finds nothing where there is nothing', async () => assert.deepEqual(await discoverContracts(root), []));

  it('tells all faults of all contracts at once', async () => {
    await write('platforms/cdco/broken/contract.ts', "throw new Error('no such word')");
    await write('platforms/cdco/empty/contract.ts', 'export const other = 1;');
    await write('platforms/cdco/inf/contract.ts', contractFile('other', "subscribes: ['x.y']"));
    await assert.rejects(discoverContracts(root), ({ message }: Error) => {
      for (const part of ['no such word', 'does not export `contract`', 'named other', 'x.y, which is no event']) {
        assert.ok(message.includes(part), part);
      }
      return true;
    });
  });

  it('finds the contracts of this repository whole', async () => {
    await discoverContracts(repository);
  });
});
