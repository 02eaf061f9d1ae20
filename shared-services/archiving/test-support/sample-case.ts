/** An invented case, and a package of it. */
import { retentionMs } from '../../../reference-architecture/contract/retention.ts';
import type { Case, PackageParts } from '../package/build.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

export const sampleCase = (more: Partial<Case> = {}): Case => ({
  caseId: '26EU00000000000SA5',
  kind: 'IE3F32',
  revision: 'one',
  retention: 'case',
  openedAtMs: Date.UTC(2026, 0, 5, 8),
  closedAtMs: Date.UTC(2026, 0, 5, 9),
  outcome: 'assessmentComplete',
  conversationId: ['019aa5a2-7c1e-7000-8000-000000000001'],
  identifier: [
    { scheme: 'MRN', value: '26EU00000000000SA5' },
    { scheme: 'LRN', value: 'LRN-1' },
    { scheme: 'EORI', value: 'DE123456789012345' },
  ],
  part: [
    {
      ...{ name: 'filing.json', title: 'Filing as received', mediaType: 'application/json', visibility: 'open' },
      createdAtMs: Date.UTC(2026, 0, 5, 8),
      content: base64('{"LRN":"LRN-1"}'),
    },
    {
      ...{ name: 'results.json', title: 'Results', mediaType: 'application/json', visibility: 'restricted' },
      createdAtMs: Date.UTC(2026, 0, 5, 9),
      content: base64('{"reason":"an invented criterion"}'),
    },
  ],
  ...more,
});

export const samplePackage = (of: Case = sampleCase()): PackageParts => ({
  packageId: '019aa5a2-7c1e-7000-8000-00000000000a',
  application: 'entry',
  of,
  evidence: '{"record":[]}',
  createdAtMs: Date.UTC(2026, 3, 6),
  retainUntilMs: of.closedAtMs + retentionMs(of.retention),
  version: '0.1.0',
});
