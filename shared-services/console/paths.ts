/** Where the pages are. What is asked of a page stands in its address: it can be sent to somebody, and opened again. */
export const consoleRoot = '/console';

export type Asked = Readonly<Record<string, string | number | undefined>>;

/** `/console/journey?reference=26BE...`; what has no value is left out. */
export const address = (path: string, asked: Asked = {}): string => {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as const],
  );
  const query = new URLSearchParams(Object.fromEntries(given)).toString();
  return query === '' ? path : `${path}?${query}`;
};

const below = (path: string) => `${consoleRoot}${path}`;

export const paths = {
  home: consoleRoot,
  services: below('/services'),
  service: (service: string) => below(`/services/${encodeURIComponent(service)}`),
  alerts: below('/alerts'),
  alert: (alertId: string) => below(`/alerts/${encodeURIComponent(alertId)}`),
  queues: below('/queues'),
  breakers: below('/breakers'),
  processes: below('/processes'),
  certificates: below('/certificates'),
  figures: below('/figures'),
  journey: below('/journey'),
  audit: below('/audit'),
  auditRecord: (position: string) => below(`/audit/${encodeURIComponent(position)}`),
  partners: below('/partners'),
  partner: (partner: string) => below(`/partners/${encodeURIComponent(partner)}`),
  deadLetters: below('/dead-letters'),
  lostMessages: below('/lost-messages'),
  logs: below('/logs'),
  recovery: below('/recovery'),
  register: below('/register'),
  configuration: below('/configuration'),
  approval: (approvalId: string) => below(`/configuration/${encodeURIComponent(approvalId)}`),
  archive: below('/archive'),
  package: (packageId: string) => below(`/archive/${encodeURIComponent(packageId)}`),
  disposals: below('/disposals'),
  security: below('/security'),
  incidents: below('/incidents'),
  incident: (incidentId: string) => below(`/incidents/${encodeURIComponent(incidentId)}`),
  responses: below('/responses'),
  response: (responseId: string) => below(`/responses/${encodeURIComponent(responseId)}`),
} as const;
