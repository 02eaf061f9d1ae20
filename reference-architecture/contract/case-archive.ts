/**
 * How an application gives its closed cases to the archive: one service of three operations, the same in every application
 * that has cases. The archive finds it in the catalogue by its name, `CaseArchive`, and calls nothing else of the application.
 */
import { commonRefusals } from './common-refusals.ts';
import { operation, service } from './language.ts';
import { binary, element, integer, many, message, optional, text, token } from './schema.ts';

/** Name under which an application offers the service. */
export const caseArchiveName = 'CaseArchive';

const namespace = 'urn:portorium:case-archive:1';
const milliseconds = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const caseId = token({ maxLength: 100, description: 'Name of the case in its application: an MRN.' });
/** What the case was when it was read. */
const revision = token({ maxLength: 64, description: 'Changes whenever something of the case does.' });
const sha256 = token({ maxLength: 64, pattern: '[0-9a-f]{64}', description: 'SHA-256, hexadecimal.' });

export const ClosedCasesQuery = message(
  'ClosedCasesQuery',
  namespace,
  'Which cases are wanted',
  element({
    closedBeforeMs: milliseconds('Closed, and quiet, since before this time.'),
    limit: integer({ minimum: 1, maximum: 500, description: 'At most so many; those closed first come first.' }),
  }),
);

export const ClosedCases = message(
  'ClosedCases',
  namespace,
  'Cases that are closed and not archived',
  element({
    case: optional(many(element({ caseId, closedAtMs: milliseconds('Last change of the case.') }), 0, 500)),
    waiting: milliseconds('How many there are; counted up to 10 000.'),
  }),
);

export const CaseQuery = message('CaseQuery', namespace, 'A case', element({ caseId }));

const identifier = element({
  scheme: token({ maxLength: 20, pattern: 'MRN|LRN|EORI|DOCUMENT', description: 'What it names.' }),
  value: text({ maxLength: 100, description: 'By which the case is found again.' }),
});

const part = element({
  name: token({ maxLength: 100, pattern: '[A-Za-z0-9][A-Za-z0-9._-]*', description: 'File name in the package.' }),
  title: text({ maxLength: 200, description: 'What it is.' }),
  mediaType: token({ maxLength: 100 }),
  visibility: token({
    maxLength: 10,
    pattern: 'open|restricted',
    description: 'Restricted: of risk analysis and its reasons; kept apart, and given to auditors only.',
  }),
  createdAtMs: milliseconds('When it came to be.'),
  content: binary({ description: 'The bytes, exactly as they were received or kept.' }),
});

export const CaseContent = message(
  'CaseContent',
  namespace,
  'All of a case',
  element({
    caseId,
    kind: text({ maxLength: 100, description: 'What kind of case: its first message.' }),
    revision,
    retention: token({ maxLength: 10, pattern: 'transport|case|record', description: 'Class of the contracts.' }),
    openedAtMs: milliseconds('When it began.'),
    closedAtMs: milliseconds('Its last change: from here its retention counts.'),
    outcome: text({ maxLength: 100, description: 'How it ended.' }),
    conversationId: many(token({ maxLength: 64, description: 'Its records are on the audit log.' }), 1, 20),
    identifier: many(identifier, 1, 1000),
    part: many(part, 1, 1000),
  }),
);

export const CaseConfirmation = message(
  'CaseConfirmation',
  namespace,
  'The case is in the archive',
  element({ caseId, revision, packageId: token({ maxLength: 36 }), sha256 }),
);

/** What every application that has cases offers: `services: { CaseArchive: caseArchive({ ... }) }`. */
export const caseArchive = (of: {
  /** First part of its audit events, `entry`. */
  readonly event: string;
}) => {
  const common = {
    audience: [{ circle: 'central', profiles: ['shared-services'] }],
    priority: 'C',
    emits: [],
    retention: 'none',
    deadlineMs: 20_000,
  } as const;
  const unknown = {
    CASE_UNKNOWN: { status: 'notFound', title: 'There is no such case, or it is not closed.' },
  } as const;
  return service({
    title: 'Closed cases for the archive',
    namespace: `${namespace}:${of.event}`,
    version: '1',
    internal: true,
    operations: {
      listClosedCases: operation({
        ...common,
        summary: 'Cases that are closed, quiet for long enough, and not archived yet.',
        effect: 'query',
        request: ClosedCasesQuery,
        reply: ClosedCases,
        refusals: commonRefusals,
        audit: { event: `${of.event}.case.list-closed`, refusalsOnly: true },
        bpmnTask: 'case-archive.bpmn#ListClosedCases',
      }),
      exportCase: operation({
        ...common,
        summary: 'All of a closed case: what is to be kept of it.',
        effect: 'query',
        request: CaseQuery,
        reply: CaseContent,
        refusals: { ...commonRefusals, ...unknown },
        audit: { event: `${of.event}.case.export`, personalData: true },
        bpmnTask: 'case-archive.bpmn#ExportCase',
      }),
      confirmArchived: operation({
        ...common,
        summary: 'The case is kept in the archive as it was read: its content need not be kept here.',
        effect: 'command',
        request: CaseConfirmation,
        refusals: {
          ...commonRefusals,
          ...unknown,
          CASE_CHANGED: { status: 'conflict', title: 'The case has changed since it was read; read it again.' },
          CASE_ARCHIVED: { status: 'conflict', title: 'The case was archived in another package.' },
        },
        audit: { event: `${of.event}.case.archive` },
        bpmnTask: 'case-archive.bpmn#ConfirmArchived',
      }),
    },
  });
};
