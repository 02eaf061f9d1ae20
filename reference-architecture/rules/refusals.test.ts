import assert from 'node:assert/strict';
import { gatewayRefusalCodes } from '../../shared-services/gateway/refusals.ts';
import { discoverContracts } from '../catalogue/discover.ts';
import { commonRefusals } from '../contract/common-refusals.ts';
import { operationsOf } from '../contract/language.ts';
import { filesLike, isTest, lineOf, root, type SourceFile, sourceFiles, textOf } from './source-files.ts';

/** The page that explains what is refused before an operation is reached. */
const doorPage = 'shared-services/README.md';

/** Every code in the first column of a table. */
const onThePage = (): string[] =>
  [...textOf(doorPage).matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));

interface Used {
  readonly code: string;
  readonly place: string;
}

const refused = /new Refusal\(\s*\{[^{}]*?\bcode: '(?<made>[A-Z0-9_]+)'|\brefuse(?:One)?\(\s*'(?<said>[A-Z0-9_]+)'/g;

const usedIn = ({ path, code }: SourceFile): Used[] =>
  [...code.matchAll(refused)].map(({ index, groups }) => ({
    code: groups?.['made'] ?? groups?.['said'] ?? '',
    place: `${path}:${lineOf(code, index)}`,
  }));

const used = (): Used[] =>
  sourceFiles()
    .filter(({ path }) => !isTest(path))
    .flatMap(usedIn);

describe('refusals', () => {
  it('that code makes are in a contract, or on the page of the door', async () => {
    const contracts = await discoverContracts(root);
    const known = new Set([
      ...Object.keys(commonRefusals),
      ...contracts.flatMap(({ contract }) =>
        operationsOf(contract).flatMap(({ operation }) => Object.keys(operation.refusals)),
      ),
      ...onThePage(),
    ]);
    assert.ok(used().length > 20, 'the refusals in the code were found');
    assert.deepEqual(
      used()
        .filter(({ code }) => !known.has(code))
        .map(({ code, place }) => `${place} ${code}`),
      [],
      `A caller must be able to look up every code: in refusals.md of the catalogue, or in ${doorPage}.`,
    );
  });

  it('of contracts are on a published page', async () => {
    const pages = filesLike('reference-architecture/published/**/refusals.md').map(textOf).join('\n');
    const contracts = await discoverContracts(root);
    const missing = contracts.flatMap(({ contract }) =>
      operationsOf(contract)
        .filter(({ service }) => service.internal !== true)
        .flatMap(({ id, operation }) =>
          Object.keys(operation.refusals)
            .filter((code) => !pages.includes(`\`${code}\``))
            .map((code) => `${id} ${code}`),
        ),
    );
    assert.deepEqual(missing, [], 'Run `npm run catalogue`: a refusal that is not published cannot be looked up.');
  });

  it('of gateways are on the page of the door, with their kind and sentence', () => {
    const page = textOf(doorPage);
    const missing = Object.entries(gatewayRefusalCodes).filter(
      ([code, { status, title }]) =>
        !(code in commonRefusals) && !page.includes(`| \`${code}\` | ${status} | ${title} |`),
    );
    assert.deepEqual(
      missing.map(([code]) => code),
      [],
      `${doorPage} says what the code says, word for word.`,
    );
  });

  it('of form are on the page of the door', () => {
    const known = new Set(onThePage());
    const codes = sourceFiles()
      .filter(({ path }) => !isTest(path))
      .flatMap(({ code }) =>
        [...code.matchAll(/'(?<code>(?:SCHEMA|XML|JSON)_[A-Z0-9_]+)'/g)].map(({ groups }) => groups?.code ?? ''),
      );
    assert.ok(codes.length > 20);
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !known.has(code)),
      [],
      `${doorPage} explains every fault of form.`,
    );
  });
});
