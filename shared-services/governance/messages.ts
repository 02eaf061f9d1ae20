/** Messages of governance: the register of services, the configuration and who agreed to it. */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
  uuid,
} from '../../reference-architecture/contract/schema.ts';

const platform = token({ maxLength: 40, description: 'Platform that runs with it.' });
const settingName = token({ maxLength: 100, pattern: '[A-Z][A-Z0-9_]*', description: 'Name of the setting.' });
const value = text({ minLength: 0, maxLength: 4000, description: 'As it was given; of a secret a part of its hash.' });
const reason = text({ maxLength: 500, description: 'Why.' });
const person = text({ maxLength: 300, description: 'Account that did it.' });

const admitted = element({
  circle: token({ maxLength: 20, description: 'Circle of trust.' }),
  profile: token({ maxLength: 60, description: 'Business profile.' }),
});

const registered = element({
  application: token({ maxLength: 60 }),
  service: token({ maxLength: 100 }),
  title: text({ maxLength: 200 }),
  platform: token({ maxLength: 40, description: 'Platform that hosts it.' }),
  owner: text({ maxLength: 200, description: 'Who answers for it: a role.' }),
  version: token({ maxLength: 20, description: 'Version of its messages.' }),
  namespace: token({ maxLength: 200 }),
  internal: flag({ description: 'Between platforms only.' }),
  operations: integer({ maximum: 100_000, description: 'How many it has.' }),
  protocols: many(token({ maxLength: 10 }), 1, 4),
  consumer: many(admitted, 1, 100),
  deprecatedSince: optional(token({ maxLength: 10, description: 'Day from which nobody should begin to use it.' })),
  sunset: optional(token({ maxLength: 10, description: 'Day on which it ends.' })),
  replacedBy: optional(token({ maxLength: 160, description: 'Service to use instead.' })),
});

export const register = element({ service: optional(many(registered, 0, 10_000)) });

const setting = element({
  platform,
  name: settingName,
  value,
  dangerous: flag({ description: 'A change of it needs four eyes.' }),
  approved: flag({ description: 'It is not dangerous, or two people have agreed to this value.' }),
  since: dateTime({ description: 'When it was first seen with this value.' }),
});
export const configuration = element({ setting: optional(many(setting, 0, 10_000)) });

export const changesWanted = element({
  name: optional(settingName),
  before: optional(token({ pattern: '\\d{1,19}', description: 'Cursor: changes older than this one.' })),
  limit: optional(integer({ minimum: 1, maximum: 500, description: 'At most so many; 100 if not said.' })),
});

const change = element({
  id: token({ maxLength: 20 }),
  platform,
  name: settingName,
  before: optional(value),
  after: optional(value),
  dangerous: flag(),
  approvalId: optional(token({ maxLength: 36, description: 'The agreement that covered it.' })),
  seenAt: dateTime({ description: 'When a process first ran with it.' }),
});
export const changes = element({ change: optional(many(change, 0, 500)), more: flag() });

const agreement = {
  approvalId: token({ maxLength: 36 }),
  name: settingName,
  value,
  reason,
  proposedBy: person,
  proposedAt: dateTime(),
  state: token({ pattern: 'proposed|approved|rejected|withdrawn' }),
  decidedBy: optional(person),
  decidedAt: optional(dateTime()),
  decisionReason: optional(reason),
};
export const approval = element(agreement);
export const approvals = element({ approval: optional(many(element(agreement), 0, 1000)) });
export const proposal = element({ name: settingName, value, reason });
export const decision = element({
  approvalId: uuid(),
  decision: token({ pattern: 'approved|rejected|withdrawn' }),
  reason,
});

const given = element({ name: settingName, value });
/** Settings that are left at what they are by themselves are not told; the names of dangerous ones are. */
export const runsWith = element({
  setting: optional(many(given, 0, 1000)),
  dangerousSetting: optional(many(settingName, 0, 1000)),
});
export const unapproved = element({
  unapproved: optional(many(settingName, 0, 1000)),
});
