/** What the operations of monitoring have in common: for administrators, quick, by REST below `/monitoring`. */
import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { type Effect, type Operation, operation } from '../../reference-architecture/contract/language.ts';
import type { Message } from '../../reference-architecture/contract/schema.ts';

const readers = [
  { circle: 'administrators', profiles: ['operator', 'support', 'security-officer', 'auditor', 'service-owner'] },
] as const;
const actors = [{ circle: 'administrators', profiles: ['operator', 'security-officer'] }] as const;

const eventOf = (name: string): string => {
  const [verb = '', ...noun] = name.split(/(?=[A-Z])/);
  return `monitoring.${noun.join('-').toLowerCase()}.${verb}`;
};

const taskOf = (name: string) => `monitoring.bpmn#${name[0]!.toUpperCase()}${name.slice(1)}`;

const common = (name: string, effect: Effect) =>
  ({
    effect,
    priority: 'C',
    emits: [],
    audit: { event: eventOf(name) },
    retention: 'none',
    deadlineMs: 5000,
    bpmnTask: taskOf(name),
  }) as const;

export const query = <Request extends Message, Reply extends Message>(
  name: string,
  summary: string,
  request: Request,
  reply: Reply,
  path: string,
  refusals: Operation['refusals'] = {},
): Operation<Request, Reply> => {
  const made: Operation<Request, Reply> = {
    ...common(name, 'query'),
    // Figures of the platform, which pages show for hours: that they were opened is on the audit log.
    audit: { event: eventOf(name), openingOnly: true },
    summary,
    audience: readers,
    request,
    reply,
    refusals: {
      ...commonRefusals,
      ...refusals,
    },
    rest: { method: 'GET', path: `/monitoring${path}` },
  };
  return made;
};

export const command = <Request extends Message, Reply extends Message>(
  name: string,
  summary: string,
  request: Request,
  reply: Reply,
  path: string,
): Operation<Request, Reply> =>
  operation<Request, Reply>({
    ...common(name, 'command'),
    summary,
    audience: actors,
    request,
    reply,
    refusals: {
      ...commonRefusals,
      ALERT_UNKNOWN: { status: 'notFound', title: 'There is no such alert.' },
    },
    rest: { method: 'PUT', path: `/monitoring${path}` },
  } as Operation<Request, Reply> & (Reply extends Message ? { readonly reply: Reply } : unknown));
