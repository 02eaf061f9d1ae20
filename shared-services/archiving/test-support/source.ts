/** An invented application that has closed cases, held in memory: the other side of the archive, as tests want it. */
import { caseArchive } from '../../../reference-architecture/contract/case-archive.ts';
import { application } from '../../../reference-architecture/contract/language.ts';
import { implement } from '../../kit/host/module.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Case } from '../package/build.ts';

export const sourceContract = application({
  name: 'entry',
  platform: 'cdco',
  title: 'Cases',
  description: 'Has closed cases.',
  owner: 'Tests',
  version: '1.0.0',
  services: { CaseArchive: caseArchive({ event: 'entry' }) },
  events: {},
  notifications: {},
  subscribes: [],
});

export interface TestSource {
  /** Closed and not archived. */
  readonly cases: Map<string, Case>;
  /** Package of each that was confirmed. */
  readonly archived: Map<string, string>;
  /** Called at each confirmation, before it has its effect. */
  beforeConfirming: () => void;
}

const refuse = (code: 'CASE_UNKNOWN' | 'CASE_CHANGED', status: 'notFound' | 'conflict') =>
  new Refusal({ code, status, title: code });

export const createSource = () => {
  const source: TestSource = { cases: new Map(), archived: new Map(), beforeConfirming: () => {} };
  const { cases, archived } = source;
  const module = implement(sourceContract, import.meta.dirname, () => ({
    handlers: {
      listClosedCases: async ({ limit }) => {
        const some = [...cases.values()].slice(0, limit).map(({ caseId, closedAtMs }) => ({ caseId, closedAtMs }));
        return { ...(some.length === 0 ? {} : { case: some }), waiting: cases.size };
      },
      exportCase: async ({ caseId }) => {
        const found = cases.get(caseId);
        if (found === undefined) throw refuse('CASE_UNKNOWN', 'notFound');
        return found;
      },
      confirmArchived: async ({ caseId, revision, packageId }) => {
        source.beforeConfirming();
        if (archived.get(caseId) === packageId) return undefined;
        if (cases.get(caseId)?.revision !== revision) throw refuse('CASE_CHANGED', 'conflict');
        cases.delete(caseId);
        archived.set(caseId, packageId);
        return undefined;
      },
    },
  }));
  return { source, module };
};
