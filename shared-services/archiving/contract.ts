import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { element, message } from '../../reference-architecture/contract/schema.ts';
import { figures } from './messages/figures.ts';
import * as messages from './messages/packages.ts';
import { refusals } from './refusals.ts';

const namespace = 'urn:portorium:archiving:1';
const administrators = <const P extends readonly string[]>(...profiles: P) =>
  [{ circle: 'administrators', profiles }] as const;
const readers = administrators('operator', 'auditor', 'support');
const keepers = administrators('operator', 'auditor');
const common = { priority: 'C', emits: [], retention: 'record', deadlineMs: 10_000 } as const;
const { PACKAGE_UNKNOWN, ...other } = refusals;

/** Closed cases of all applications in packages that others can read, until their retention is over. */
export const contract = application({
  name: 'archiving',
  platform: 'shared-services',
  title: 'Archive',
  description:
    'Closed cases in E-ARK packages with their audit proofs: search, retrieval, legal hold, disposal with proof.',
  owner: 'Shared services: archiving',
  version: '1.0.0',
  services: {
    Archive: service({
      title: 'Packages of closed cases',
      namespace,
      version: '1',
      operations: {
        consultArchive: operation({
          ...common,
          summary: 'How the archive stands: packages, what waits, what fails, what is due, the classes of retention.',
          audience: readers,
          effect: 'query',
          request: message('ArchiveQuery', namespace, 'Nothing', element({})),
          reply: message('ArchiveFigures', namespace, 'Figures', figures),
          refusals: commonRefusals,
          audit: { event: 'archiving.archive.consult' },
          bpmnTask: 'archiving.bpmn#ConsultArchive',
          rest: { method: 'GET', path: '/archive' },
        }),
        searchArchive: operation({
          ...common,
          summary: 'Packages by MRN, LRN, EORI, application, period and state, the newest first.',
          audience: readers,
          effect: 'query',
          request: message('ArchiveSearch', namespace, 'What is searched for', messages.search),
          reply: message('FoundPackages', namespace, 'Packages', messages.found),
          refusals: { ...commonRefusals, ARCHIVE_EORI_SEARCH: other.ARCHIVE_EORI_SEARCH },
          audit: { event: 'archiving.package.search', personalData: true },
          bpmnTask: 'archiving.bpmn#SearchArchive',
          rest: { method: 'GET', path: '/archive/packages' },
        }),
        consultPackage: operation({
          ...common,
          summary: 'A package: of what case, its files and when they were last checked, holds, disposal.',
          audience: readers,
          effect: 'query',
          request: message('PackageQuery', namespace, 'A package', messages.wanted),
          reply: message('PackageDetails', namespace, 'Package', messages.packageDetails),
          refusals: { ...commonRefusals, PACKAGE_UNKNOWN },
          audit: { event: 'archiving.package.consult', personalData: true },
          bpmnTask: 'archiving.bpmn#ConsultPackage',
          rest: { method: 'GET', path: '/archive/packages/{packageId}' },
        }),
        retrievePackage: operation({
          ...common,
          summary: 'The package as one tar file, compared with its checksum while it is read.',
          audience: keepers,
          effect: 'query',
          request: message('PackageRetrieval', namespace, 'A file of a package', messages.retrieval),
          reply: message('RetrievedPackage', namespace, 'The file', messages.retrieved),
          refusals: {
            ...commonRefusals,
            PACKAGE_UNKNOWN,
            PACKAGE_DISPOSED: other.PACKAGE_DISPOSED,
            PACKAGE_DAMAGED: other.PACKAGE_DAMAGED,
            PACKAGE_RESTRICTED: other.PACKAGE_RESTRICTED,
            ARCHIVE_UNAVAILABLE: other.ARCHIVE_UNAVAILABLE,
          },
          audit: { event: 'archiving.package.retrieve', personalData: true },
          deadlineMs: 60_000,
          bpmnTask: 'archiving.bpmn#RetrievePackage',
          rest: { method: 'GET', path: '/archive/packages/{packageId}/file' },
        }),
      },
    }),
    Retention: service({
      title: 'Holds and disposal',
      namespace,
      version: '1',
      operations: {
        holdPackage: operation({
          ...common,
          summary: 'Sets a legal hold: the package is not destroyed before it is lifted.',
          audience: keepers,
          effect: 'command',
          request: message('PackageHold', namespace, 'Hold', messages.holding),
          reply: message('HeldPackage', namespace, 'Package', messages.packageDetails),
          refusals: { ...commonRefusals, PACKAGE_UNKNOWN, PACKAGE_DISPOSED: other.PACKAGE_DISPOSED },
          audit: { event: 'archiving.package.hold', personalData: true },
          bpmnTask: 'archiving.bpmn#HoldPackage',
          rest: { method: 'POST', path: '/archive/packages/{packageId}/hold', status: 201 },
        }),
        liftHold: operation({
          ...common,
          summary: 'Lifts the legal hold.',
          audience: keepers,
          effect: 'command',
          request: message('HoldLift', namespace, 'End of a hold', messages.holding),
          reply: message('ReleasedPackage', namespace, 'Package', messages.packageDetails),
          refusals: { ...commonRefusals, PACKAGE_UNKNOWN, PACKAGE_NOT_HELD: other.PACKAGE_NOT_HELD },
          audit: { event: 'archiving.package.lift-hold', personalData: true },
          bpmnTask: 'archiving.bpmn#LiftHold',
          rest: { method: 'POST', path: '/archive/packages/{packageId}/hold/lift', status: 201 },
        }),
        proposeDisposal: operation({
          ...common,
          summary: 'Proposes to destroy a package whose retention is over, for somebody else to agree to.',
          audience: keepers,
          effect: 'command',
          request: message('DisposalProposal', namespace, 'Proposal', messages.proposal),
          reply: message('ProposedDisposal', namespace, 'Disposal', messages.disposal),
          refusals: {
            ...commonRefusals,
            PACKAGE_UNKNOWN,
            PACKAGE_DISPOSED: other.PACKAGE_DISPOSED,
            PACKAGE_HELD: other.PACKAGE_HELD,
            RETENTION_NOT_OVER: other.RETENTION_NOT_OVER,
          },
          audit: { event: 'archiving.disposal.propose' },
          bpmnTask: 'archiving.bpmn#ProposeDisposal',
          rest: { method: 'POST', path: '/archive/disposals', status: 201 },
        }),
        decideDisposal: operation({
          ...common,
          summary:
            'Agrees to a disposal, rejects it, or takes the proposal back. What is agreed is destroyed, with proof.',
          audience: keepers,
          effect: 'command',
          request: message('DisposalDecision', namespace, 'Decision', messages.decision),
          reply: message('DecidedDisposal', namespace, 'Disposal', messages.disposal),
          refusals: {
            ...commonRefusals,
            DISPOSAL_UNKNOWN: other.DISPOSAL_UNKNOWN,
            DISPOSAL_SAME_PERSON: other.DISPOSAL_SAME_PERSON,
            DISPOSAL_DECIDED: other.DISPOSAL_DECIDED,
            PACKAGE_HELD: other.PACKAGE_HELD,
          },
          audit: { event: 'archiving.disposal.decide' },
          bpmnTask: 'archiving.bpmn#DecideDisposal',
          rest: { method: 'POST', path: '/archive/disposals/{disposalId}/decisions', status: 201 },
        }),
        listDisposals: operation({
          ...common,
          summary: 'Disposals that are proposed, decided and done, with their proofs, the newest first.',
          audience: readers,
          effect: 'query',
          request: message('DisposalsQuery', namespace, 'Disposals that are wanted', messages.disposalsWanted),
          reply: message('Disposals', namespace, 'Disposals', messages.disposals),
          refusals: commonRefusals,
          audit: { event: 'archiving.disposal.list' },
          bpmnTask: 'archiving.bpmn#ListDisposals',
          rest: { method: 'GET', path: '/archive/disposals' },
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
