import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';

const namespace = 'urn:portorium:logging:1';
const readers = [
  { circle: 'administrators', profiles: ['operator', 'support', 'security-officer', 'service-owner'] },
] as const;
const number = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const platformName = token({ maxLength: 40, description: 'Platform that wrote it.' });
const levelName = token({ pattern: 'trace|debug|info|warn|error|fatal', description: 'How grave it is.' });

const handedOn = element({
  instance: token({ maxLength: 100, description: 'Process that hands them on.' }),
  batch: number('How many batches the process has handed on: a repetition has the same number, and no effect.'),
  dropped: number('Lines that it had to throw away since the last time.'),
  line: optional(
    many(
      text({ maxLength: 16_384, description: 'A line as it was written: a JSON object, without line end.' }),
      0,
      5000,
    ),
  ),
});

const wanted = element({
  from: optional(dateTime({ description: 'Written at this time or later.' })),
  to: optional(dateTime({ description: 'Written before this time.' })),
  platform: optional(platformName),
  level: optional(levelName),
  conversationId: optional(token({ maxLength: 64, description: 'Lines of one conversation.' })),
  reference: optional(text({ maxLength: 100, description: 'MRN, LRN or other reference that a line names.' })),
  partner: optional(text({ maxLength: 100, description: 'EORI, Member State or platform at the other end.' })),
  contains: optional(text({ maxLength: 200, description: 'Words that stand in the line, whatever their case.' })),
  before: optional(token({ maxLength: 20, pattern: '\\d{1,19}', description: 'Cursor: lines older than this one.' })),
  limit: optional(integer({ minimum: 1, maximum: 500, description: 'At most so many; 100 if not said.' })),
});

const line = element({
  id: token({ maxLength: 20 }),
  at: dateTime({ description: 'When it was written.' }),
  atMs: number('The same in milliseconds since the epoch.'),
  platform: platformName,
  level: levelName,
  message: text({ maxLength: 2000, description: 'What happened, in the same words each time.' }),
  conversationId: optional(token({ maxLength: 300 })),
  reference: optional(text({ maxLength: 300 })),
  partner: optional(text({ maxLength: 300 })),
  operation: optional(token({ maxLength: 300 })),
  content: text({ maxLength: 16_384, description: 'The whole line: a JSON object.' }),
});

const source = element({
  platform: platformName,
  instance: token({ maxLength: 100 }),
  lines: number('Lines taken from this process.'),
  dropped: number('Lines that it had to throw away: gaps in what is found.'),
  lastDroppedAt: optional(dateTime({ description: 'When it last said so.' })),
  lastSeenAt: dateTime({ description: 'When it last handed anything on.' }),
});

/** Log lines of every process, kept for a while in bounded space, where people can search them. */
export const contract = application({
  name: 'logging',
  platform: 'shared-services',
  title: 'Logging',
  description:
    'Log lines of every process in one place, found by time, platform, level, conversation and words; bounded on disk.',
  owner: 'Shared services: logging',
  version: '1.0.0',
  services: {
    LogSearch: service({
      title: 'Search of log lines',
      namespace,
      version: '1',
      operations: {
        searchLogs: operation({
          summary: 'Log lines by time, platform, level, conversation, reference, partner and words, the newest first.',
          audience: readers,
          effect: 'query',
          priority: 'C',
          request: message('LogQuery', namespace, 'Lines that are wanted', wanted),
          reply: message(
            'LogLines',
            namespace,
            'Log lines',
            element({
              line: optional(many(line, 0, 500)),
              more: flag({ description: 'There are older ones; ask again with `before` the last id.' }),
              gaps: flag({ description: 'Some process had to throw lines away: what is found may not be all.' }),
            }),
          ),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'logging.lines.search' },
          retention: 'none',
          deadlineMs: 10_000,
          bpmnTask: 'logging.bpmn#SearchLogs',
          rest: { method: 'GET', path: '/logging/lines' },
        }),
        consultLogStore: operation({
          summary: 'How much is kept, since when, and what each process had to throw away.',
          audience: readers,
          effect: 'query',
          priority: 'C',
          request: message('LogStoreQuery', namespace, 'Nothing', element({})),
          reply: message(
            'LogStore',
            namespace,
            'The store of log lines',
            element({
              lines: number('Lines kept, by the statistics of the database.'),
              bytes: number('Space on disk, with indices.'),
              limitCharacters: number('Content beyond which the oldest is removed.'),
              oldestAt: optional(dateTime()),
              newestAt: optional(dateTime()),
              source: optional(many(source, 0, 1000)),
            }),
          ),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'logging.store.consult', openingOnly: true },
          retention: 'none',
          deadlineMs: 10_000,
          bpmnTask: 'logging.bpmn#ConsultLogStore',
          rest: { method: 'GET', path: '/logging/store' },
        }),
      },
    }),
    LogIntake: service({
      title: 'Intake of log lines',
      namespace: `${namespace}:intake`,
      version: '1',
      internal: true,
      operations: {
        appendLogLines: operation({
          summary: 'Takes the lines that a process has written since the last time.',
          audience: [{ circle: 'central', profiles: ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'] }],
          effect: 'command',
          priority: 'C',
          request: message('HandedOnLines', namespace, 'Lines handed on', handedOn),
          reply: message('TakenLines', namespace, 'Lines taken', element({ taken: number('Lines kept.') })),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'logging.lines.append', refusalsOnly: true },
          retention: 'none',
          deadlineMs: 10_000,
          bpmnTask: 'logging.bpmn#AppendLogLines',
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
