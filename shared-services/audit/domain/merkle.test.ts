/**
 * The vectors are those of the Certificate Transparency project: inputs, roots and proofs of
 * github.com/google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc (Apache-2.0), which its log servers and those of
 * transparency-dev/merkle are held against. RFC 6962 and RFC 9162 define the same tree.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyRoot, emptyTree, foldedHash, grow, leafHash, nodeHash, rootOf } from './merkle.ts';
import { consistencyRanges, inclusionRanges, type Range, subtreesIn } from './ranges.ts';

const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));

const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Leaf counted from 1, size, path. */
const paths: readonly (readonly [leaf: number, size: number, path: readonly string[]])[] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [3, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    2,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

const consistencies: readonly (readonly [from: number, to: number, path: readonly string[]])[] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

/** As the RFC says it, in so many words. */
const plainRoot = (of: readonly Buffer[]): Buffer => {
  if (of.length <= 1) return of[0] ?? emptyRoot;
  const split = 2 ** Math.ceil(Math.log2(of.length) - 1);
  return nodeHash(plainRoot(of.slice(0, split)), plainRoot(of.slice(split)));
};

const hashIn =
  (all: readonly Buffer[]) =>
  (range: Range): Buffer =>
    foldedHash(
      subtreesIn(range).map(({ level, place }) => plainRoot(all.slice(place * 2 ** level, (place + 1) * 2 ** level))),
    );

describe('the Merkle tree', () => {
  it('has the published roots', () => {
    assert.equal(emptyRoot.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    roots.forEach((root, index) => {
      assert.equal(rootOf(grow(emptyTree, leaves.slice(0, index + 1)).tree).toString('hex'), root);
    });
  });

  it('has the published inclusion paths', () => {
    for (const [leaf, size, path] of paths)
      assert.deepEqual(
        inclusionRanges(leaf - 1, size).map((range) => hashIn(leaves)(range).toString('hex')),
        path,
      );
  });

  it('has the published consistency proofs', () => {
    for (const [from, to, path] of consistencies)
      assert.deepEqual(
        consistencyRanges(from, to).map((range) => hashIn(leaves)(range).toString('hex')),
        path,
      );
  });

  it('grows to the same root in whatever portions, and tells the nodes that became whole', () => {
    const portions = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 });
    const check = (sizes: readonly number[]) => {
      let tree = emptyTree;
      const all: Buffer[] = [];
      for (const size of sizes) {
        const more = Array.from({ length: size }, (_, index) => leafHash(`${all.length + index}`));
        const grown = grow(tree, more);
        all.push(...more);
        tree = grown.tree;
        for (const { level, place, hash } of grown.whole)
          assert.deepEqual(hash, plainRoot(all.slice(place * 2 ** level, (place + 1) * 2 ** level)));
      }
      assert.deepEqual(rootOf(tree), plainRoot(all));
    };
    fc.assert(fc.property(portions, check), { numRuns: 30 });
  });
});
