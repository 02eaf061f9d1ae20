/**
 * `npm run supply-chain`: the bill of materials (CycloneDX) and the licences of what the platform runs with, and what is
 * known against it. Fails on a licence that is not allowed, and on a vulnerability that is high or critical.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isAllowed, licencesOf } from './licences.ts';
import { type AuditAnswer, auditPackages, billOfMaterials } from './npm.ts';

const usage = `npm run supply-chain [-- --out FOLDER]
  writes sbom.cdx.json, licences.csv and, where the registry answers, audit.json to FOLDER (data/supply-chain)`;

const say = (line: string) => console.log(line);

const auditFails = (answer: AuditAnswer): boolean => {
  if ('unanswered' in answer) {
    say(`SKIPPED  known vulnerabilities: the registry does not tell (${answer.unanswered})`);
    return false;
  }
  const { low, moderate, high, critical } = answer.known;
  const fails = high + critical > 0;
  say(
    `${fails ? 'FAILED ' : 'ok     '}  known vulnerabilities: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low`,
  );
  return fails;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return say(usage);
  const folder = resolve(values.out ?? 'data/supply-chain');
  await mkdir(folder, { recursive: true });

  const bill = await billOfMaterials();
  await writeFile(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  say(`ok       bill of materials: ${bill.components.length} packages (CycloneDX ${bill.specVersion})`);

  const packages = licencesOf(bill);
  const rows = packages.map(({ name, version, licence }) => `${name},${version},${licence}`);
  await writeFile(join(folder, 'licences.csv'), `${['package,version,licence', ...rows].join('\n')}\n`);
  const notAllowed = packages.filter(({ licence }) => !isAllowed(licence));
  for (const { name, version, licence } of notAllowed) say(`FAILED   licence of ${name} ${version}: ${licence}`);
  if (notAllowed.length === 0)
    say(`ok       licences: ${new Set(packages.map(({ licence }) => licence)).size} different ones, all allowed`);

  const audit = await auditPackages();
  if ('report' in audit) await writeFile(join(folder, 'audit.json'), audit.report);
  const fails = auditFails(audit) || notAllowed.length > 0;
  say(`written to ${folder}`);
  if (fails) process.exitCode = 1;
};

await main();
