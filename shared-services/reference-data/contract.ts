import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { type Audience, application, operation, service } from '../../reference-architecture/contract/language.ts';
import {
  element,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';

const namespace = 'urn:portorium:reference-data:1';

const list = token({
  maxLength: 20,
  pattern: '[A-Za-z0-9-]+',
  description: 'Name of the list, as in the official lists: CL718.',
});
const code = token({ maxLength: 70, description: 'A code of the list.' });
const day = (description: string) =>
  token({ pattern: '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])', maxLength: 10, description });
const onDate = optional(day('The day for which it is asked; today (UTC) unless said otherwise.'));

const attribute = element(
  { name: token({ maxLength: 70 }), value: text({ maxLength: 500 }) },
  {
    typeName: 'CodeAttributeType',
    description: 'Something else that is known of the code; one name may come several times.',
  },
);

const codeFacts = {
  code,
  description: text({ minLength: 0, maxLength: 2000 }),
  validFrom: day('First day of validity.'),
  validTo: optional(day('Last day of validity; absent where no end is known.')),
  attribute: optional(many(attribute, 0, 100)),
};

const listFacts = {
  list,
  title: text({ maxLength: 500 }),
  source: text({ maxLength: 2000, description: 'Where the content comes from, and how far it can be relied on.' }),
  version: token({ maxLength: 70 }),
};

const audience: readonly Audience[] = [
  { circle: 'untrusted', profiles: ['declarant', 'representative'] },
  { circle: 'trusted', profiles: ['national-entry-system', 'risk-expert'] },
];

const shared = {
  audience,
  effect: 'query',
  priority: 'C',
  emits: [],
  retention: 'none',
  deadlineMs: 5_000,
} as const;

const unknownList = {
  REFERENCE_DATA_LIST_UNKNOWN: { status: 'notFound', title: 'There is no such code list.' },
} as const;

const unknownCode = {
  REFERENCE_DATA_CODE_UNKNOWN: { status: 'notFound', title: 'The list has no such code on that day.' },
} as const;

/** Code lists as they are checked: what a filing is held against can be looked up by who has to file it. */
export const contract = application({
  name: 'reference-data',
  platform: 'shared-services',
  title: 'Reference data',
  description: 'Code lists with their days of validity, as all messages are checked against them.',
  owner: 'Shared services: reference data',
  version: '1.0.0',
  services: {
    ReferenceData: service({
      title: 'Reference data',
      namespace,
      version: '1',
      soap: { versions: ['1.2'], path: '/soap/v1/reference-data' },
      operations: {
        listCodes: operation({
          ...shared,
          summary: 'The codes of a list that are valid on a day, in the order of the codes, page by page.',
          request: message(
            'ListCodes',
            namespace,
            'Wish to see a code list',
            element({
              list,
              onDate,
              startsWith: optional(token({ maxLength: 70, description: 'Codes that begin so: BE.' })),
              after: optional(
                token({ maxLength: 70, description: 'Codes after this one: `next` of the page before.' }),
              ),
              limit: optional(
                integer({ minimum: 1, maximum: 1000, description: 'How many at most; 100 unless said otherwise.' }),
              ),
            }),
          ),
          reply: message(
            'CodeList',
            namespace,
            'A page of a code list',
            element({
              ...listFacts,
              code: optional(many(element(codeFacts, { typeName: 'ListedCodeType' }), 0, 1000)),
              next: optional(token({ maxLength: 70, description: 'There are more, after this code.' })),
            }),
          ),
          refusals: { ...commonRefusals, ...unknownList },
          audit: { event: 'reference-data.codes.list' },
          bpmnTask: 'reference-data.bpmn#ListCodes',
          rest: { method: 'GET', path: '/reference-data/{list}' },
          soap: { action: `${namespace}:listCodes` },
        }),
        findCode: operation({
          ...shared,
          summary: 'One code of a list, as it is on a day.',
          request: message('FindCode', namespace, 'Wish to see a code', element({ list, code, onDate })),
          reply: message('Code', namespace, 'A code', element({ list, ...codeFacts })),
          refusals: { ...commonRefusals, ...unknownList, ...unknownCode },
          audit: { event: 'reference-data.codes.find' },
          bpmnTask: 'reference-data.bpmn#FindCode',
          rest: { method: 'GET', path: '/reference-data/{list}/{code}' },
          soap: { action: `${namespace}:findCode` },
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
