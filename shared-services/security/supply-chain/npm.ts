/** What npm knows of the packages that the platform runs with. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { BillOfMaterials } from './licences.ts';

const root = resolve(import.meta.dirname, '../../..');
const maxBuffer = 64 * 1024 * 1024;
const timeoutMs = 120_000;

interface Said {
  readonly out: string;
  readonly error: string;
  readonly exitCode: number;
}

const npm = (...asked: readonly string[]): Promise<Said> =>
  new Promise((done) => {
    execFile('npm', [...asked], { cwd: root, maxBuffer, timeout: timeoutMs }, (failure, out, error) => {
      done({ out, error, exitCode: failure === null ? 0 : Number(failure.code ?? 1) });
    });
  });

/** CycloneDX, without what is needed for development only. @throws {Error} the packages are not installed as the lock file says */
export const billOfMaterials = async (): Promise<BillOfMaterials> => {
  const { out, error, exitCode } = await npm('sbom', '--sbom-format=cyclonedx', '--omit=dev');
  if (exitCode !== 0) throw new Error(`npm can make no bill of materials: ${error.trim()}`);
  return JSON.parse(out.slice(out.indexOf('{'))) as BillOfMaterials;
};

export interface Vulnerabilities {
  readonly low: number;
  readonly moderate: number;
  readonly high: number;
  readonly critical: number;
}

/** Known vulnerabilities by gravity; or why the registry cannot be asked. */
export type AuditAnswer =
  | { readonly known: Vulnerabilities; readonly report: string }
  | { readonly unanswered: string };

/** A report that cannot be read is no report of nothing. */
export const readAudit = (out: string, error: string): AuditAnswer => {
  try {
    const { metadata } = JSON.parse(out) as { readonly metadata?: { readonly vulnerabilities?: Vulnerabilities } };
    if (metadata?.vulnerabilities !== undefined) return { known: metadata.vulnerabilities, report: out };
  } catch {
    // Said below.
  }
  const reason = error.split('\n').find((line) => /audit/.test(line)) ?? 'it gave no report';
  return { unanswered: reason.replace(/^npm (warn|error)\s*/, '').replaceAll(/https?:\/\/\S+/g, 'the registry') };
};

export const auditPackages = async (): Promise<AuditAnswer> => {
  const { out, error } = await npm('audit', '--omit=dev', '--json');
  return readAudit(out, error);
};
