/** What makes a contract whole: rules that types cannot say. Each finds all that breaks it. */
import { basename } from 'node:path';
import { commonRefusals } from '../contract/common-refusals.ts';
import { type Application, type Audience, operationsOf, type PlacedOperation } from '../contract/language.ts';
import { pathNames } from '../contract/render/openapi.ts';

interface Found {
  readonly directory: string;
  readonly contract: Application;
}

type Rule = (found: readonly Found[]) => string[];

const placed = (found: readonly Found[]): PlacedOperation[] => found.flatMap(({ contract }) => operationsOf(contract));

/** Keys that more than one has, each with all who have it. */
const shared = (entries: readonly (readonly [key: string, owner: string])[]): [string, string[]][] => {
  const owners = new Map<string, string[]>();
  for (const [key, owner] of entries) owners.set(key, [...(owners.get(key) ?? []), owner]);
  return [...owners].filter(([, all]) => all.length > 1);
};

const folderNames: Rule = (found) =>
  found.flatMap(({ directory, contract }) =>
    basename(directory) === contract.name
      ? []
      : [`${directory}: the contract is named ${contract.name}, not as its folder`],
  );

const uniqueNames: Rule = (found) =>
  shared(found.map(({ directory, contract }) => [contract.name, directory])).map(
    ([name, all]) => `application ${name} is in ${all.join(' and ')}`,
  );

const uniqueOperations: Rule = (found) =>
  shared(placed(found).map(({ id, serviceName }) => [id, serviceName])).map(
    ([id, all]) => `operation ${id} is in the services ${all.join(' and ')}`,
  );

/** `{MRN}` and `{reference}` in the same place are the same path to a router. */
const routesOf = ({ id, operation, service }: PlacedOperation): [string, string][] => {
  const { rest, audience } = operation;
  if (rest === undefined || service.internal === true) return [];
  const route = `${rest.method} ${rest.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
  return [...new Set(audience.map(({ circle }) => circle))].map((circle) => [`${route} of the circle ${circle}`, id]);
};

const uniqueRoutes: Rule = (found) =>
  shared(placed(found).flatMap(routesOf)).map(([route, all]) => `${route} is ${all.join(' and ')}`);

const uniqueSoapPaths: Rule = (found) =>
  shared(
    found.flatMap(({ contract }) =>
      Object.entries(contract.services).flatMap(([name, { soap }]) =>
        soap === undefined ? [] : [[soap.path, `${contract.name}.${name}`] as const],
      ),
    ),
  ).map(([path, all]) => `SOAP path ${path} is ${all.join(' and ')}`);

const pathProperties: Rule = (found) =>
  placed(found).flatMap(({ id, operation }) =>
    pathNames(operation.rest?.path ?? '')
      .filter((name) => operation.request.schema.properties[name] === undefined)
      .map((name) => `${id}: {${name}} in its REST path is not a property of its request`),
  );

const oneWayStatus: Rule = (found) =>
  placed(found)
    .filter(({ operation }) => operation.reply === undefined && (operation.rest?.status ?? 202) !== 202)
    .map(({ id }) => `${id} is one-way, so REST answers 202`);

const soapInService: Rule = (found) =>
  placed(found)
    .filter(({ operation, service }) => operation.soap !== undefined && service.soap === undefined)
    .map(({ id, serviceName }) => `${id} has a SOAP binding, but its service ${serviceName} none`);

const refusalNames: Rule = (found) =>
  placed(found).flatMap(({ id, operation }) =>
    Object.keys(operation.refusals)
      .filter((code) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code))
      .map((code) => `${id}: refusal ${code} is not in UPPER_SNAKE`),
  );

const refusalMeanings: Rule = (found) => {
  const meanings = new Map<string, { meaning: string; owner: string }>();
  const all = placed(found).flatMap(({ id, operation }) =>
    Object.entries(operation.refusals).map((of) => [id, ...of] as const),
  );
  const common = Object.entries(commonRefusals).map((of) => ['every operation', ...of] as const);
  return [...common, ...all].flatMap(([owner, code, { status, title }]) => {
    const meaning = `${status}, "${title}"`;
    const first = meanings.get(code) ?? { meaning, owner };
    meanings.set(code, first);
    return first.meaning === meaning
      ? []
      : [`refusal ${code} means ${first.meaning} in ${first.owner} and ${meaning} in ${owner}`];
  });
};

const nobody = (audience: readonly Audience[]): boolean =>
  audience.length === 0 || audience.some(({ profiles }) => profiles.length === 0);

const someAudience: Rule = (found) =>
  placed(found)
    .filter(({ operation }) => nobody(operation.audience))
    .map(({ id }) => `${id} has an audience without a profile: nobody could call it`);

const bpmnTasks: Rule = (found) =>
  placed(found)
    .filter(({ operation }) => !/^[^#\s]+\.bpmn#[^#\s]+$/.test(operation.bpmnTask))
    .map(
      ({ id, operation }) =>
        `${id}: "${operation.bpmnTask}" is not a task of a process model (entry.bpmn#RegisterFiling)`,
    );

const sent = (contract: Application): string[] => [
  ...Object.keys(contract.events),
  ...Object.keys(contract.notifications),
];

const distinctSent: Rule = (found) =>
  found.flatMap(({ contract }) =>
    shared(sent(contract).map((name) => [name, contract.name])).map(
      ([name]) => `${contract.name}: ${name} is both an event and a notification`,
    ),
  );

/** Events and notifications are named with their application (`entry.filingRegistered`), or without in their own. */
const knownEmissions: Rule = (found) => {
  const known = new Set(found.flatMap(({ contract }) => sent(contract).map((name) => `${contract.name}.${name}`)));
  return placed(found).flatMap(({ id, operation, application }) =>
    operation.emits
      .filter((name) => !known.has(name) && !known.has(`${application.name}.${name}`))
      .map((name) => `${id} emits ${name}, which is neither an event nor a notification`),
  );
};

const knownSubscriptions: Rule = (found) => {
  const known = new Set(
    found.flatMap(({ contract }) => Object.keys(contract.events).map((name) => `${contract.name}.${name}`)),
  );
  return found.flatMap(({ contract }) =>
    contract.subscribes
      .filter((name) => !known.has(name))
      .map((name) => `${contract.name} subscribes ${name}, which is no event`),
  );
};

const notificationAudiences: Rule = (found) =>
  found.flatMap(({ contract }) =>
    Object.entries(contract.notifications)
      .filter(([, { audience }]) => nobody([audience]) || !['untrusted', 'trusted'].includes(audience.circle))
      .map(([name]) => `${contract.name}: notification ${name} has no audience that a gateway serves`),
  );

const rules: readonly Rule[] = [
  folderNames,
  uniqueNames,
  uniqueOperations,
  uniqueRoutes,
  uniqueSoapPaths,
  pathProperties,
  oneWayStatus,
  soapInService,
  refusalNames,
  refusalMeanings,
  someAudience,
  bpmnTasks,
  distinctSent,
  knownEmissions,
  knownSubscriptions,
  notificationAudiences,
];

/** All that is not whole in a set of contracts, as sentences; empty when they are whole. */
export const faultsOf: Rule = (found) => rules.flatMap((rule) => rule(found));
