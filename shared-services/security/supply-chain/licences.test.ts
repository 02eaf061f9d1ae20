import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isAllowed, licenceOf, licencesOf } from './licences.ts';
import { billOfMaterials } from './npm.ts';

describe('licences of packages', () => {
  it('are read whatever way they are said', () => {
    const component = { name: 'a', version: '1' };
    assert.equal(licenceOf({ ...component, licenses: [{ license: { id: 'MIT' } }] }), 'MIT');
    assert.equal(licenceOf({ ...component, licenses: [{ expression: 'MIT OR ISC' }] }), 'MIT OR ISC');
    assert.equal(licenceOf({ ...component, licenses: [{ license: { name: 'of our own' } }] }), 'of our own');
    assert.equal(licenceOf(component), 'unknown');
  });

  it('are allowed when one of the alternatives is, and all that hold together are', () => {
    for (const good of ['MIT', 'MIT OR GPL-3.0-only', '(GPL-3.0-only OR ISC) AND MIT'])
      assert.ok(isAllowed(good), good);
    for (const bad of ['unknown', 'GPL-3.0-only', 'MIT AND SSPL-1.0', 'UNLICENSED', ''])
      assert.ok(!isAllowed(bad), bad);
  });

  it('are allowed for everything that the platform runs with', async function () {
    this.timeout(60_000);
    const packages = licencesOf(await billOfMaterials());
    assert.ok(packages.some(({ name }) => name === 'express') && packages.length > 100);
    assert.ok(!packages.some(({ name }) => name === 'mocha'), 'what is needed for tests only is left out');
    assert.deepEqual(
      packages.filter(({ licence }) => !isAllowed(licence)),
      [],
      'Whoever passes the platform on must be allowed to: find another package, or add the licence with a reason.',
    );
  });
});
