/**
 * Packages of ours, held against the METS schema and the Schematron rules of CSIP and SIP 2.1.0 by the validator of the E-ARK
 * community: `npm run test:eark`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageOf, type Visibility } from '../package/build.ts';
import { samplePackage } from '../test-support/sample-case.ts';

interface Message {
  readonly rule_id: string;
  readonly severity: string;
  readonly message: string;
}
interface Results {
  readonly status: string;
  readonly messages: readonly Message[];
}
interface Report {
  readonly structure: Results;
  readonly metadata: { readonly schema_results: Results; readonly schematron_results: Results };
}

/**
 * SIP14 of the validator asks for an attribute NOTETYPE without namespace on every note of a creator, with another word than
 * CSIP16 demands of the software's note; METS's own schema forbids the attribute. No package can satisfy all three.
 */
const contradictory = ['SIP14'];

const python = process.env['EARK_PYTHON'] ?? 'python3';

describe('packages for other archives', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portorium-eark-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const validate = async (visibility: Visibility, spoil: (tar: Buffer) => Buffer = (tar) => tar): Promise<Report> => {
    const parts = samplePackage();
    const file = join(folder, `${parts.packageId}${visibility === 'open' ? '' : '-restricted'}.tar`);
    await writeFile(file, spoil((await packageOf(parts, visibility))!));
    const said = execFileSync(python, [join(import.meta.dirname, 'validate.py'), file], { encoding: 'utf8' });
    return (JSON.parse(said) as { report: Report }).report;
  };
  const errorsOf = ({ structure, metadata }: Report): string[] =>
    [structure, metadata.schema_results, metadata.schematron_results]
      .flatMap(({ messages }) => messages)
      .filter(({ severity, rule_id: rule }) => severity.toLowerCase() === 'error' && !contradictory.includes(rule))
      .map(({ rule_id: rule, message }) => `${rule} ${message}`);

  for (const visibility of ['open', 'restricted'] as const)
    it(`have no error: ${visibility}`, async () => {
      const report = await validate(visibility);
      assert.equal(report.structure.status, 'WellFormed');
      assert.equal(report.metadata.schema_results.status, 'VALID');
      assert.deepEqual(errorsOf(report), []);
    });

  it('would have one, were something missing', async () => {
    const without = (tar: Buffer) =>
      Buffer.from(tar.toString('latin1').replaceAll('OAISPACKAGETYPE', 'OAISPACKAGETYPO'), 'latin1');
    assert.notDeepEqual(errorsOf(await validate('open', without)), []);
  });
});
