/**
 * Whether who relied on what was frozen can go on unchanged. A request must take all that it took; a reply and a
 * notification must hold what they held, and may hold more (readers pass over elements that they do not know).
 */
import { type Break, narrowings } from './narrowing.ts';
import type {
  FrozenMessage,
  FrozenNotification,
  FrozenOperation,
  FrozenSchema,
  FrozenService,
  Surface,
} from './surface.ts';

export type { Break } from './narrowing.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const named = (frozen: FrozenMessage, current: FrozenMessage, at: string): Break[] =>
  frozen.name === current.name && frozen.namespace === current.namespace
    ? []
    : [{ at, what: `the message is ${current.namespace} ${current.name}, it was ${frozen.namespace} ${frozen.name}` }];

const requestBreaks = (frozen: FrozenMessage, current: FrozenMessage, at: string): Break[] => [
  ...named(frozen, current, at),
  ...narrowings(frozen.schema, current.schema, at),
];

/** The current one without what was not there: that may be added. */
const knownPart = (current: FrozenSchema, frozen: FrozenSchema): FrozenSchema => {
  if (current.type === 'array' && frozen.type === 'array')
    return { ...current, items: knownPart(current.items as FrozenSchema, frozen.items as FrozenSchema) };
  if (current.type !== 'object' || frozen.type !== 'object') return current;
  const before = frozen.properties as Record<string, FrozenSchema>;
  const kept = Object.entries(current.properties as Record<string, FrozenSchema>).filter(([name]) => name in before);
  return {
    ...current,
    properties: Object.fromEntries(kept.map(([name, one]) => [name, knownPart(one, before[name]!)])),
    required: ((current.required ?? []) as string[]).filter((name) => name in before),
  };
};

/** One reason for each place is enough. */
const oncePerPlace = (breaks: readonly Break[]): Break[] =>
  [...new Map(breaks.toReversed().map((one) => [one.at, one])).values()].reverse();

/** Readers of what was frozen must be able to read what is written now: their schema has to take it. */
const replyBreaks = (frozen: FrozenMessage, current: FrozenMessage, at: string): Break[] =>
  oncePerPlace([
    ...named(frozen, current, at),
    ...lost(frozen.schema, current.schema, at),
    ...narrowings(knownPart(current.schema, frozen.schema), frozen.schema, at).map(({ at: where, what }) => ({
      at: where,
      what: `for readers ${what}`,
    })),
  ]);

/** Elements that readers rely on, and that need not come any more. */
const lost = (frozen: FrozenSchema, current: FrozenSchema, at: string): Break[] => {
  if (frozen.type === 'array' && current.type === 'array')
    return lost(frozen.items as FrozenSchema, current.items as FrozenSchema, at);
  if (frozen.type !== 'object' || current.type !== 'object') return [];
  const after = current.properties as Record<string, FrozenSchema>;
  return Object.entries(frozen.properties as Record<string, FrozenSchema>).flatMap(([name, one]) =>
    name in after
      ? lost(one, after[name]!, `${at}/${name}`)
      : [{ at: `${at}/${name}`, what: 'the element never comes any more' }],
  );
};

const changed = (frozen: object, current: object, names: readonly string[], at: string): Break[] =>
  names
    .filter((name) => !same(frozen[name as never], current[name as never]))
    .map((name) => ({
      at,
      what: `${name} is ${JSON.stringify(current[name as never])}, it was ${JSON.stringify(frozen[name as never])}`,
    }));

const operationBreaks = (frozen: FrozenOperation, current: FrozenOperation, at: string): Break[] => [
  ...changed(frozen, current, ['effect', 'rest', 'soap', 'streams'], at),
  ...frozen.admits
    .filter((one) => !current.admits.includes(one))
    .map((one) => ({ at, what: `${one} is not admitted any more` })),
  ...requestBreaks(frozen.request, current.request, `${at}/request`),
  ...(frozen.reply === undefined
    ? []
    : current.reply === undefined
      ? [{ at, what: 'there is no reply any more' }]
      : replyBreaks(frozen.reply, current.reply, `${at}/reply`)),
];

const each = <T>(
  frozen: Readonly<Record<string, T>>,
  current: Readonly<Record<string, T>>,
  at: string,
  compare: (before: T, after: T, at: string) => Break[],
): Break[] =>
  Object.entries(frozen).flatMap(([name, before]) => {
    const after = current[name];
    return after === undefined
      ? [{ at: `${at}/${name}`, what: 'it is gone' }]
      : compare(before, after, `${at}/${name}`);
  });

const serviceBreaks = (frozen: FrozenService, current: FrozenService, at: string): Break[] => [
  ...changed(frozen, current, ['namespace', 'version', 'soap'], at),
  ...each(frozen.operations, current.operations, at, operationBreaks),
];

const notificationBreaks = (frozen: FrozenNotification, current: FrozenNotification, at: string): Break[] => [
  ...changed(frozen, current, ['circle', 'soap'], at),
  ...replyBreaks(frozen.message, current.message, at),
];

/** Nothing: everybody can go on. What was added breaks nobody. */
export const breaksBetween = (frozen: Surface, current: Surface): Break[] => [
  ...each(frozen.services, current.services, frozen.application, serviceBreaks),
  ...each(frozen.notifications, current.notifications, frozen.application, notificationBreaks),
];
