/** Words that events, incidents and responses share. */
import {
  dateTime,
  element,
  integer,
  optional,
  personal,
  text,
  token,
  uuid,
} from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:security:1';

const words = (description: string, ...all: readonly string[]) => token({ pattern: all.join('|'), description });

export const severity = words(
  'How grave: from what is only to be known to what cannot wait.',
  'info',
  'low',
  'medium',
  'high',
  'critical',
);
export const kind = token({
  maxLength: 40,
  pattern: '[a-z-]+',
  description: 'What it is: authentication-failed, replay.',
});
export const id = uuid();
export const person = text({ maxLength: 300, description: 'Account that did it.' });
export const reason = text({ maxLength: 500, description: 'Why.' });
export const cursor = token({ pattern: '\\d{1,19}', description: 'Cursor, as the answer before gave it.' });
export const limit = optional(integer({ minimum: 1, maximum: 500, description: 'At most so many; 100 if not said.' }));
export const partner = text({ maxLength: 100, description: 'EORI or Member State, as it was proved.' });
export const credential = text({
  maxLength: 300,
  description: 'SHA-256 of a certificate, or the id of a client or account.',
});
export const address = personal(text({ maxLength: 60, description: 'Address of the sender.' }));
export const instant = dateTime;
export { words };

/** A thing that is done, by whom and when. */
export const step = element({
  at: dateTime(),
  step: token({ maxLength: 40 }),
  by: optional(person),
  note: optional(reason),
});
