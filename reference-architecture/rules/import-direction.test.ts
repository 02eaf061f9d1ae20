import assert from 'node:assert/strict';
import { describeImport, type Import, importsOf } from './imports.ts';
import { isTest, sourceFiles } from './source-files.ts';

const layers = ['reference-architecture', 'shared-services', 'platforms'] as const;

/** Where a path stands: the lower the number, the more is built upon it. Programs stand on top of everything. */
const layerOf = (path: string): number => {
  const found = layers.findIndex((layer) => path.startsWith(`${layer}/`));
  return found === -1 ? layers.length : found;
};

const gateways = ['speed2ng', 'ccn2ng'];

/** `cdco/entry` of a file in the folder of a central application, `ccn2ng` of one in another platform's. */
const partOf = (path: string): string | undefined => {
  const [top, platform, application] = path.split('/');
  if (top !== 'platforms') return undefined;
  return platform === 'cdco' ? `cdco/${application}` : platform;
};

const isOurs = ({ target }: Import): boolean => layerOf(target) < layers.length;

const allImports = (): Import[] => sourceFiles().flatMap(importsOf);

const refuseAll = (found: readonly Import[], reason: string) => assert.deepEqual(found.map(describeImport), [], reason);

describe('imports', () => {
  it('run one way: platforms -> shared-services -> reference-architecture', () => {
    const upward = allImports().filter(
      (one) => !isTest(one.from) && layerOf(one.target) > layerOf(one.from) && isOurs(one),
    );
    refuseAll(
      upward,
      'What is beneath must not know what is built upon it: it could then be neither tested nor replaced alone.',
    );
  });

  it('of programs (start, simulators, bench, journeys) are nobody’s', () => {
    const program = /^(start|simulators|bench|journeys)\//;
    const found = allImports().filter(
      ({ from, target }) => program.test(target) && !program.test(from) && !isTest(from),
    );
    refuseAll(found, 'Programs put parts together. A part that imports a program cannot be put together otherwise.');
  });

  it('between central applications go through the contract alone', () => {
    const found = allImports().filter(({ from, target }) => {
      const [own, other] = [partOf(from), partOf(target)];
      const central = own?.startsWith('cdco/') && other?.startsWith('cdco/') && own !== other;
      return central && !isTest(from) && !/^platforms\/cdco\/[^/]+\/contract\.ts$/.test(target);
    });
    refuseAll(found, 'An application may run in another process, and change inside: only its contract.ts is promised.');
  });

  it('of gateways are contracts, never applications', () => {
    const found = allImports().filter(({ from, target }) => {
      const [own = '', other] = [partOf(from), partOf(target)];
      const reaches = gateways.includes(own) && other !== undefined && other !== own;
      return reaches && !isTest(from) && !/\/contract\.ts$/.test(target);
    });
    refuseAll(
      found,
      'A gateway stands in another circle of trust than what it forwards to, and must work with any of it.',
    );
  });

  it('of central applications are no gateway’s and no identity provider’s', () => {
    const found = allImports().filter(({ from, target }) => {
      const [own, other] = [partOf(from), partOf(target)];
      return own?.startsWith('cdco/') && other !== undefined && !other.startsWith('cdco/') && !isTest(from);
    });
    refuseAll(found, 'CDCO is reached through gateways; it must not know how somebody came in.');
  });

  it('name files with .ts, so that they run as they are', () => {
    const found = allImports().filter(
      ({ from, target }) =>
        /^[\w-]+\//.test(target) && isOurs({ from, target } as Import) && !/\.(ts|json)$/.test(target),
    );
    refuseAll(found, 'Node runs the files as they are: there is no build that would find the extension.');
  });
});
