/** Pages for people: the index of all services, the refusals and the audit events of each application. */
import { commonRefusals } from '../contract/common-refusals.ts';
import { type Application, operationsOf, type PlacedOperation, type RefusalContract } from '../contract/language.ts';
import { httpStatusOf } from '../contract/render/http.ts';
import { byName } from '../contract/render/names.ts';
import { objectivePercent, serviceLevelOf } from '../contract/service-level.ts';

const cell = (value: string): string => value.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim() || '–';

/** A Markdown table. */
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

const page = (title: string, ...parts: readonly (readonly string[])[]): string =>
  [`# ${title}`, ...parts.filter((part) => part.length > 0).map((part) => part.join('\n'))].join('\n\n').concat('\n');

const rendered = 'Rendered from the contracts by `npm run catalogue`; do not edit.';

const refusalRow = ([code, { status, title }]: [string, RefusalContract], operations: readonly string[]): string[] => [
  `\`${code}\``,
  status,
  String(httpStatusOf[status]),
  title,
  operations.join(', '),
];

const heads = ['Code', 'Kind', 'HTTP', 'Meaning', 'Operations'];

const ownRefusals = (application: Application): string[][] => {
  const operations = operationsOf(application).filter(({ service }) => service.internal !== true);
  const all = new Map(operations.flatMap(({ operation }) => Object.entries(operation.refusals)));
  return [...all]
    .filter(([code]) => !(code in commonRefusals))
    .sort(([a], [b]) => byName(a, b))
    .map(([code, refusal]) => {
      const users = operations.filter(({ operation }) => code in operation.refusals).map(({ name }) => name);
      return refusalRow([code, refusal], users);
    });
};

/** Every code that the application refuses with, and what it means. */
export const refusalsPage = (application: Application): string =>
  page(
    `Refusals of ${application.title}`,
    [rendered],
    ['## Of its operations'],
    table(heads, ownRefusals(application)),
    ['## Of any operation'],
    table(
      heads,
      Object.entries(commonRefusals).map((refusal) => refusalRow(refusal, ['all'])),
    ),
  );

/** Every event that the application's operations write on the audit chain. */
export const auditPage = (application: Application): string =>
  page(
    `Audit events of ${application.title}`,
    [rendered, 'Each is written for every call, whatever its outcome.'],
    table(
      ['Event', 'Operation', 'Personal data', 'Retention', 'What happens'],
      operationsOf(application)
        .filter(({ service }) => service.internal !== true)
        .map(({ id, operation }) => [
          `\`${operation.audit.event}\``,
          id,
          operation.audit.personalData === true ? 'yes' : 'no',
          operation.retention,
          operation.summary,
        ])
        .sort(([a = '', x = ''], [b = '', y = '']) => byName(a, b) || byName(x, y)),
    ),
  );

const recorded = ({ audit }: PlacedOperation['operation']): string => {
  if (audit.refusalsOnly === true) return 'refusals and failures';
  return audit.openingOnly === true ? 'every call; of an open page its opening' : 'every call';
};

const eventRow = ({ id, application, operation, service }: PlacedOperation): string[] => [
  `\`${operation.audit.event}\``,
  application.title,
  service.internal === true ? `${id} (internal)` : id,
  recorded(operation),
  operation.audit.personalData === true ? 'yes' : 'no',
];

/** Every event of every application, those of operations between platforms too. */
export const allAuditEventsPage = (contracts: readonly Application[]): string =>
  page(
    'Audit events',
    [rendered, 'What stands on the audit log, by the name of the event.'],
    table(
      ['Event', 'Application', 'Operation', 'Recorded', 'Personal data'],
      contracts
        .flatMap(operationsOf)
        .map(eventRow)
        .sort(([a = '', , x = ''], [b = '', , y = '']) => byName(a, b) || byName(x, y)),
    ),
  );

const protocolsOf = ({ operation, service }: PlacedOperation): string => {
  if (service.internal === true) return 'internal';
  const { rest, soap, audience } = operation;
  return [
    ...(rest === undefined ? [] : [`REST \`${rest.method} ${rest.path}\``]),
    ...(soap === undefined ? [] : (service.soap?.versions ?? []).map((version) => `SOAP ${version}`)),
    ...(audience.some(({ circle }) => circle === 'trusted') ? ['gRPC'] : []),
  ].join(', ');
};

const serviceRow = (placed: PlacedOperation): string[] => {
  const { operation, service, serviceName, name } = placed;
  const level = serviceLevelOf(service);
  return [
    serviceName,
    `${level} (${objectivePercent[level]} %)`,
    `**${name}**: ${operation.summary}`,
    operation.audience.map(({ circle, profiles }) => `${circle}: ${profiles.join(', ')}`).join('; '),
    protocolsOf(placed),
    operation.priority,
    `${operation.deadlineMs} ms`,
    `\`${operation.bpmnTask}\``,
  ];
};

const serviceHeads = [
  'Service',
  'Level',
  'Operation',
  'Circle: profiles',
  'Protocols',
  'Priority',
  'Deadline',
  'BPMN task',
];

const linkList = (application: Application, files: readonly string[]): string[] => {
  const own = files.filter((file) => file.startsWith(`${application.name}/`)).sort(byName);
  return own.length === 0 ? [] : [`Files: ${own.map((file) => `[${file.split('/').at(-1)}](${file})`).join(', ')}.`];
};

const section = (application: Application, files: readonly string[]): string[] => [
  `## ${application.title}`,
  '',
  `${application.description} Owner: ${application.owner}. Version ${application.version}, on ${application.platform}.`,
  '',
  ...table(serviceHeads, operationsOf(application).map(serviceRow)),
  ...linkList(application, files).flatMap((line) => ['', line]),
];

/** All services of all applications, with links to what is published of each. */
export const indexPage = (contracts: readonly Application[], files: readonly string[]): string =>
  page('Catalogue of services', [rendered], ...contracts.map((application) => section(application, files)));
