/** Everything that is published of the contracts, as files: the same contracts give the same bytes. */
import type { Application, Service } from '../contract/language.ts';
import { renderAsyncApi } from '../contract/render/asyncapi.ts';
import { type JsonObject, printJson } from '../contract/render/json-components.ts';
import { byName } from '../contract/render/names.ts';
import { gatewayOf, renderOpenApi } from '../contract/render/openapi.ts';
import { renderProto } from '../contract/render/proto.ts';
import { renderWsdl } from '../contract/render/wsdl.ts';
import { renderXsd, xsdFileName } from '../contract/render/xsd.ts';
import { allAuditEventsPage, auditPage, indexPage, refusalsPage } from './pages.ts';

/** Path below `published/`, with `/`, and content. */
export type File = readonly [path: string, content: string];

const json = (name: string, document: JsonObject | undefined): File[] =>
  document === undefined ? [] : [[name, printJson(document)]];

const openApis = (application: Application): File[] =>
  (['untrusted', 'trusted', 'administrators'] as const).flatMap((circle) =>
    json(`openapi-${gatewayOf[circle]}.json`, renderOpenApi(application, circle)),
  );

/** In the published file the host stands for any: `.invalid` resolves nowhere (RFC 2606). A gateway serves its own address. */
const publishedLocation = (service: Service): string => {
  const circles = Object.values(service.operations).flatMap(({ audience }) => audience.map(({ circle }) => circle));
  const gateway = circles.includes('untrusted') ? gatewayOf.untrusted : gatewayOf.trusted;
  return `https://${gateway}.invalid${service.soap?.path ?? ''}`;
};

const wsdls = (application: Application): File[] =>
  Object.entries(application.services).flatMap(([name, service]): File[] => {
    if (service.soap === undefined || service.internal === true) return [];
    const location = publishedLocation(service);
    return [[`${name}.wsdl`, renderWsdl(application, name, { soap11: location, soap12: location })]];
  });

const xsds = (application: Application): File[] =>
  [...renderXsd(application)].map(([namespace, content]) => [xsdFileName(namespace), content]);

const proto = (application: Application, previous: string | undefined): File[] => {
  const content = renderProto(application, previous);
  return content === undefined ? [] : [[`${application.name}.proto`, content]];
};

const pages = (application: Application): File[] => [
  ['refusals.md', refusalsPage(application)],
  ['audit-events.md', auditPage(application)],
];

const isPublic = ({ services, events, notifications }: Application): boolean =>
  Object.values(services).some(({ internal }) => internal !== true) ||
  Object.keys(events).length + Object.keys(notifications).length > 0;

const filesOf = (application: Application, previous: ReadonlyMap<string, string>): File[] => {
  if (!isPublic(application)) return [];
  const below = ([name, content]: File): File => [`${application.name}/${name}`, content];
  return [
    ...openApis(application),
    ...wsdls(application),
    ...xsds(application),
    ...proto(application, previous.get(`${application.name}/${application.name}.proto`)),
    ...json('asyncapi.json', renderAsyncApi(application)),
    ...pages(application),
  ].map(below);
};

/**
 * All published files by path below `published/`, sorted.
 * @param previous what is published now: protobuf field numbers are taken from it
 * @throws Error where contracts contradict themselves or a published proto
 */
export const renderAll = (
  contracts: readonly Application[],
  previous: ReadonlyMap<string, string>,
): Map<string, string> => {
  const ordered = [...contracts].sort((a, b) => byName(a.name, b.name));
  const files = ordered.flatMap((application) => filesOf(application, previous));
  const index: File = [
    'README.md',
    indexPage(
      ordered,
      files.map(([path]) => path),
    ),
  ];
  const auditEvents: File = ['audit-events.md', allAuditEventsPage(ordered)];
  return new Map([...files, index, auditEvents].sort(([a], [b]) => byName(a, b)));
};
