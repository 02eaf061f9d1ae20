/** An application for tests of the gateway: one operation of each sort, and two notifications. */
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import {
  type Audience,
  application,
  notification,
  operation,
  type Priority,
  service,
} from '../../../reference-architecture/contract/language.ts';
import {
  code,
  dateTime,
  decimal,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:test:probe:1';

const filers: Audience = { circle: 'untrusted', profiles: ['declarant', 'representative'] };
const party = element({ identificationNumber: token({ maxLength: 17 }) });

export const IE3F99 = message(
  'IE3F99',
  namespace,
  'A filing',
  element({
    LRN: token({ maxLength: 22 }),
    declarant: party,
    representative: optional(
      element({ identificationNumber: token({ maxLength: 17 }), status: optional(token({ maxLength: 1 })) }),
    ),
    goodsItem: many(
      element({
        goodsItemNumber: integer({ minimum: 1, maximum: 99999 }),
        grossMass: decimal({ totalDigits: 16, fractionDigits: 6 }),
        country: optional(code('CL718', { maxLength: 2 })),
        description: optional(text({ maxLength: 512 })),
      }),
      1,
      9999,
    ),
  }),
);

const Receipt = message('Receipt', namespace, 'A receipt', element({ LRN: token({}), MRN: token({}) }));

const filing = operation<typeof IE3F99, typeof Receipt>({
  summary: 'Files.',
  audience: [filers],
  effect: 'command',
  priority: 'B',
  request: IE3F99,
  reply: Receipt,
  refusals: { ...commonRefusals, ENTRY_FILING_INVALID: { status: 'invalid', title: 'The filing breaks rules.' } },
  emits: [],
  audit: { event: 'probe.file' },
  retention: 'case',
  deadlineMs: 5000,
  bpmnTask: 'probe.bpmn#File',
  rest: { method: 'POST', path: '/probe/filings', status: 201 },
  soap: { action: `${namespace}/fileIE3F99` },
  speaksFor: {
    principal: '/declarant/identificationNumber',
    representative: { identification: '/representative/identificationNumber', status: '/representative/status' },
  },
});

const Question = message(
  'Question',
  namespace,
  'A question',
  element({
    reference: token({ maxLength: 35 }),
    depth: optional(integer({ maximum: 9 })),
    whole: optional(flag()),
    actingFor: optional(token({ maxLength: 17 })),
  }),
);
const Answer = message('Answer', namespace, 'An answer', element({ text: text({ minLength: 0 }) }));

const question = (name: string, priority: Priority, audience: Audience) =>
  operation<ReturnType<typeof asks>, typeof Answer>({
    summary: 'Asks.',
    audience: [audience],
    effect: 'query',
    priority,
    request: asks(name),
    reply: Answer,
    refusals: commonRefusals,
    emits: [],
    audit: { event: `probe.${name}` },
    retention: 'none',
    deadlineMs: 5000,
    bpmnTask: 'probe.bpmn#Ask',
    rest: { method: 'GET', path: `/probe/${name}/{reference}` },
    soap: { action: `${namespace}/${name}` },
    speaksFor: { principal: '/actingFor' },
  });

const asks = (name: string) => message(`Question-${name}`, namespace, 'A question', Question.schema);

const oneWay = operation({
  summary: 'Tells.',
  audience: [filers],
  effect: 'command',
  priority: 'C',
  request: message('Note', namespace, 'A note', element({ text: text({}) })),
  refusals: commonRefusals,
  emits: [],
  audit: { event: 'probe.tell' },
  retention: 'none',
  deadlineMs: 5000,
  bpmnTask: 'probe.bpmn#Tell',
  rest: { method: 'POST', path: '/probe/notes', status: 202 },
  soap: { action: `${namespace}/tell` },
});

const error = element({
  technicalErrorMessage: optional(text({ maxLength: 1024 })),
  description: optional(text({ maxLength: 512 })),
  validationCode: token({ maxLength: 8 }),
  pointer: optional(element({ messageElementPath: text({ maxLength: 512 }) })),
});

export const IE3N99 = message(
  'IE3N99',
  namespace,
  'What is wrong with a filing',
  element({
    functionalReference: optional(text({ maxLength: 35 })),
    notificationDate: element({ DateTime: dateTime() }),
    error: many(error, 1, 99999),
  }),
);

export const IE3Q01 = message(
  'IE3Q01',
  namespace,
  'Do not load',
  element({ MRN: token({ maxLength: 18 }), reason: text({ maxLength: 100 }) }),
);

const dayMs = 86_400_000;

const toTrader = (of: typeof IE3N99 | typeof IE3Q01, priority: Priority) =>
  notification({
    summary: of.title,
    message: of,
    audience: { circle: 'untrusted', profiles: ['declarant'] },
    priority,
    retention: 'case',
    expiresAfterMs: dayMs,
  });

export const probe = application({
  name: 'probe',
  platform: 'cdco',
  title: 'Probe',
  description: 'For tests.',
  owner: 'Tests',
  version: '1.0.0',
  services: {
    Probe: service({
      title: 'Probe',
      namespace,
      version: '1',
      soap: { versions: ['1.1', '1.2'], path: '/soap/v1/probe' },
      operations: {
        fileIE3F99: filing,
        urgent: question('urgent', 'A', filers),
        casual: question('casual', 'C', filers),
        carriersOnly: question('carriersOnly', 'B', { circle: 'untrusted', profiles: ['carrier'] }),
        ofMemberStates: question('ofMemberStates', 'B', { circle: 'trusted', profiles: ['national-entry-system'] }),
        oneWay,
      },
    }),
  },
  events: {},
  notifications: { IE3N99: toTrader(IE3N99, 'B'), IE3Q01: toTrader(IE3Q01, 'A') },
  subscribes: [],
});
