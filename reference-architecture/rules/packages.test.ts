import assert from 'node:assert/strict';
import { describeImport, type Import, importsOf } from './imports.ts';
import { isTest, sourceFiles, textOf } from './source-files.ts';

type Versions = Readonly<Record<string, string>>;

const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
};

/** `@grpc/grpc-js` of `@grpc/grpc-js/build/x`; nothing for what is node's or ours. */
const packageOf = ({ target }: Import): string | undefined =>
  /^(node:|\.|\/|(platforms|shared-services|reference-architecture|start|simulators|bench|journeys)\/)/.test(target)
    ? undefined
    : target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');

const isNeededToRun = ({ from, typeOnly }: Import): boolean =>
  !isTest(from) && !/^(bench|journeys)\//.test(from) && !typeOnly;

const isStated = (one: Import, ...among: readonly Versions[]): boolean => {
  const name = packageOf(one);
  return name === undefined || among.some((versions) => name in versions);
};

const imports = (): Import[] => sourceFiles().flatMap(importsOf);

describe('packages', () => {
  it('that the platform runs with are dependencies', () => {
    const found = imports().filter((one) => isNeededToRun(one) && !isStated(one, dependencies));
    assert.deepEqual(found.map(describeImport), [], 'An installation without development packages must run.');
  });

  it('that anything imports are stated', () => {
    const found = imports().filter((one) => !one.typeOnly && !isStated(one, dependencies, devDependencies));
    assert.deepEqual(found.map(describeImport), [], 'What another package happens to bring may be gone tomorrow.');
  });

  it('are pinned exactly', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    assert.deepEqual(loose, [], 'What was tested is what is installed.');
  });

  it('that are stated are used', () => {
    const isNamed = (name: string) =>
      sourceFiles().some(({ code }) => code.includes(`'${name}'`) || code.includes(`'${name}/`));
    // Programs and types that no file names.
    const others = /^(@types\/|@biomejs\/|typescript$|mocha$|node$)/;
    const idle = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !others.test(name) && !isNamed(name),
    );
    assert.deepEqual(idle, [], 'Every package is one more that must be trusted and renewed.');
  });
});
