import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import * as soap from 'soap';
import type { JsonObject } from '../contract/render/json-components.ts';
import { protoLoadOptions } from '../contract/render/proto.ts';
import { asyncApiFaults, openApiFaults } from '../contract/render/support/check-documents.ts';
import { compileXsd } from '../contract/render/support/compile-xsd.ts';
import { discoverContracts } from './discover.ts';
import { readFolder, staleFiles } from './folder.ts';
import { renderAll } from './publish.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'reference-architecture/published');

/** Every published file of a kind, one check each; all that fail are told. */
const each = async (
  published: ReadonlyMap<string, string>,
  kind: RegExp,
  check: (path: string, content: string) => unknown,
) => {
  const faults: string[] = [];
  for (const [path, content] of published) {
    if (!kind.test(path)) continue;
    try {
      await check(path, content);
    } catch (thrown) {
      faults.push(`${path}: ${String(thrown)}`);
    }
  }
  assert.deepEqual(faults, []);
};

describe('what is published of the contracts in this repository', () => {
  let published = new Map<string, string>();
  before(async () => {
    published = await readFolder(folder);
  });

  it('is what the contracts say', async () => {
    const applications = (await discoverContracts(root)).map(({ contract }) => contract);
    const stale = staleFiles(published, renderAll(applications, published));
    assert.deepEqual(
      stale,
      [],
      'published files are stale: run `npm run catalogue` and look at what changes for callers',
    );
  });

  it('compiles: every XSD, with the others of its folder', () =>
    each(published, /\.xsd$/, (path) => {
      const own = path.slice(0, path.lastIndexOf('/') + 1);
      const files = [...published].filter(([other]) => other.startsWith(own) && other.endsWith('.xsd'));
      compileXsd(path.slice(own.length), new Map(files.map(([name, content]) => [name.slice(own.length), content])));
    }));

  it('makes a SOAP client: every WSDL, from its one file', () =>
    each(published, /\.wsdl$/, async (path) => {
      const client = await soap.createClientAsync(join(folder, path));
      const [ports = {}] = Object.values(client.describe() as Record<string, object>);
      assert.ok(Object.keys(ports).length > 0, 'no port');
    }));

  it('loads: every proto', () => each(published, /\.proto$/, (path) => loadSync(join(folder, path), protoLoadOptions)));

  it('is valid OpenAPI 3.1 without references that lead nowhere', async () => {
    await each(published, /openapi-.*\.json$/, async (_, content) =>
      assert.deepEqual(await openApiFaults(JSON.parse(content) as JsonObject), []),
    );
  });

  it('is valid AsyncAPI 3.0 without references that lead nowhere', () =>
    each(published, /asyncapi\.json$/, (_, content) =>
      assert.deepEqual(asyncApiFaults(JSON.parse(content) as JsonObject), []),
    ));
});
