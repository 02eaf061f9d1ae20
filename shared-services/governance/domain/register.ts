/** The register of services, as the contracts say it. */
import type { Application, Service } from '../../../reference-architecture/contract/language.ts';

const protocolsOf = ({ internal, soap, operations }: Service): string[] => {
  if (internal === true) return ['internal'];
  const all = Object.values(operations);
  const circles = new Set(all.flatMap(({ audience }) => audience.map(({ circle }) => circle)));
  return [
    ...(all.some(({ rest }) => rest !== undefined) ? ['rest'] : []),
    ...(soap === undefined ? [] : ['soap']),
    ...(circles.has('trusted') ? ['grpc'] : []),
    ...(circles.has('central') ? ['internal'] : []),
  ];
};

/** Each circle and profile once. */
const consumersOf = ({ operations }: Service) => {
  const all = Object.values(operations).flatMap(({ audience }) =>
    audience.flatMap(({ circle, profiles }) => profiles.map((profile) => ({ circle, profile }))),
  );
  return [...new Map(all.map((one) => [`${one.circle} ${one.profile}`, one])).entries()]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([, consumer]) => consumer);
};

const registered = (application: Application, name: string, service: Service) => ({
  application: application.name,
  service: name,
  title: service.title,
  platform: application.platform,
  owner: application.owner,
  version: service.version,
  namespace: service.namespace,
  internal: service.internal === true,
  operations: Object.keys(service.operations).length,
  protocols: protocolsOf(service),
  consumer: consumersOf(service),
  ...(service.deprecated === undefined
    ? {}
    : {
        deprecatedSince: service.deprecated.since,
        sunset: service.deprecated.sunset,
        replacedBy: service.deprecated.replacedBy,
      }),
});

export const registerOf = (catalogue: readonly Application[]) =>
  catalogue
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
    .flatMap((application) =>
      Object.entries(application.services).map(([name, service]) => registered(application, name, service)),
    );
