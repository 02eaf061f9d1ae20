import assert from 'node:assert/strict';
import { describeImport, type Import, importsOf } from './imports.ts';
import { bareCode, isTest, placesOf, type SourceFile, sourceFiles } from './source-files.ts';

const domainFiles = (): SourceFile[] => sourceFiles().filter(({ path }) => /\/domain\//.test(path) && !isTest(path));

/** Of node's modules: what computes from its arguments alone. */
const pureModules = new Set(['node:util', 'node:assert', 'node:assert/strict', 'node:buffer', 'node:url', 'node:path']);

const hashesOnly = ({ target, names }: Import): boolean =>
  target === 'node:crypto' && /^\s*(type\s+)?\{[\s\w,]*\}/.test(names) && !/random|generate|webcrypto/i.test(names);

/** Values that only describe: schemas and what a refusal says. */
const described = [
  /^reference-architecture\/(contract|data-model)\//,
  /^shared-services\/kit\/(refusal|clock)\.ts$/,
  /^@sinclair\/typebox/,
];

/** Packages that compute from their arguments alone. */
const purePackages = new Set(['any-ascii', 're2js']);

/** In the application's own folder: other domain files, its messages and its contract. */
const ownValues = ({ from, target }: Import): boolean => {
  const own = from.slice(0, from.indexOf('/domain/') + 1);
  const [next = ''] = target.startsWith(own) ? target.slice(own.length).split('/') : ['elsewhere'];
  return ['domain', 'messages', 'messages.ts', 'contract.ts', 'namespaces.ts'].includes(next);
};

/** A type is gone at run time; it cannot do anything. */
const isPure = (one: Import): boolean =>
  one.typeOnly ||
  ownValues(one) ||
  pureModules.has(one.target) ||
  purePackages.has(one.target) ||
  hashesOnly(one) ||
  described.some((like) => like.test(one.target));

const impurities: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bprocess\.hrtime/g],
  ['randomness', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b|\bnewId\(/g],
  ['the process', /\bprocess\b/g],
  ['timers', /\b(setTimeout|setInterval|setImmediate|queueMicrotask)\(/g],
  ['the network', /\bfetch\(/g],
  ['the console', /\bconsole\b/g],
  ['waiting', /\basync\b|\bawait\b/g],
];

describe('domain code', () => {
  it('is there', () => assert.ok(domainFiles().length > 10));

  it('imports nothing that reads or writes', () => {
    const found = domainFiles()
      .flatMap(importsOf)
      .filter((one) => !isPure(one));
    assert.deepEqual(
      found.map(describeImport),
      [],
      'A decision is made from values handed in, so that it can be tested with values and explained years later.',
    );
  });

  for (const [what, pattern] of impurities) {
    it(`does not use ${what}`, () => {
      const found = domainFiles().flatMap((file) => placesOf(file, bareCode(file), pattern));
      assert.deepEqual(found, [], 'The same values must give the same decision, today and when it is appealed.');
    });
  }
});
