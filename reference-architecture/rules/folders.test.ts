import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Discovered, discoverContracts } from '../catalogue/discover.ts';
import { operationsOf, type PlacedOperation } from '../contract/language.ts';
import { filesLike, root, sourceFiles } from './source-files.ts';

const kebab = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

const fileOf = ({ name, operation }: PlacedOperation): string => `${operation.implementedIn ?? kebab(name)}.ts`;

const folderOf = ({ directory }: Discovered): string => relative(root, directory).replaceAll('\\', '/');

/** One of several applications of its platform, as those of CDCO and UUM&DS are. */
const isOneOfSeveral = (one: Discovered): boolean => /^platforms\/[^/]+\/[^/]+$/.test(folderOf(one));

const lacking = (found: readonly Discovered[], needed: (one: Discovered) => readonly string[]): string[] =>
  found.flatMap((one) =>
    needed(one)
      .filter((path) => !existsSync(join(one.directory, path)))
      .map((path) => `${folderOf(one)}/${path}`),
  );

const examplesIn = ({ directory }: Discovered, operation: string): string[] => {
  const folder = join(directory, 'examples', operation);
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('the folder of an application', () => {
  let found: Discovered[];
  before(async () => {
    found = await discoverContracts(root);
  });

  it('is below platforms/cdco for each folder there: none is half an application', () => {
    const folders = new Set(filesLike('platforms/cdco/*/**/*.ts').map((path) => path.split('/').slice(0, 3).join('/')));
    const known = new Set(found.map(folderOf));
    assert.deepEqual(
      [...folders].filter((folder) => !known.has(folder)),
      [],
      'A folder below platforms/cdco is an application: it has a contract.ts, and is found by it.',
    );
  });

  it('has README.md, contract.ts and application.ts', () => {
    const missing = lacking(found, () => ['README.md', 'contract.ts', 'application.ts']);
    assert.deepEqual(missing, [], 'Everything about an application is in its folder, and what it is, is said first.');
  });

  it('has its decisions in domain/, where it is one of several of its platform', () => {
    const missing = lacking(found.filter(isOneOfSeveral), () => ['domain']);
    assert.deepEqual(missing, [], 'Decisions are apart from effects, so that they can be tested with values.');
  });

  it('has migrations where it has rows', () => {
    const withRows = found.filter((one) => {
      const folder = `${folderOf(one)}/`;
      return sourceFiles().some(({ path }) => path.startsWith(`${folder}storage/`));
    });
    assert.deepEqual(
      lacking(withRows, () => ['storage/migrations']),
      [],
      'A schema comes from migrations, never from hands.',
    );
  });

  it('has one file for each operation, named as the operation', () => {
    const missing = lacking(found, ({ contract }) => [...new Set(operationsOf(contract).map(fileOf))]);
    assert.deepEqual(missing, [], 'Who knows the message knows the file.');
  });

  it('has a valid and an invalid message for each operation, where it is one of several of its platform', () => {
    const missing = found.filter(isOneOfSeveral).flatMap((one) =>
      operationsOf(one.contract).flatMap(({ id, name, operation }) => {
        const files = examplesIn(one, name);
        const takesNothing = Object.keys(operation.request.schema.properties).length === 0;
        return [
          ...(files.some((file) => file.startsWith('valid')) || takesNothing ? [] : [`${id}: no valid example`]),
          ...(files.some((file) => file.startsWith('invalid')) || takesNothing ? [] : [`${id}: no invalid example`]),
        ];
      }),
    );
    assert.deepEqual(missing, [], 'Examples are what tests, documents, the portal and other implementers start from.');
  });

  it('has examples of its own operations only', () => {
    const stray = found.flatMap((one) => {
      const names = new Set(operationsOf(one.contract).map(({ name }) => name));
      const folder = join(one.directory, 'examples');
      return (existsSync(folder) ? readdirSync(folder) : [])
        .filter((name) => name !== 'README.md' && !names.has(name))
        .map((name) => `${folderOf(one)}/examples/${name}`);
    });
    assert.deepEqual(stray, [], 'An example of an operation that is gone misleads whoever copies it.');
  });
});
