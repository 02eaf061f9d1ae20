/** What several messages of monitoring have in common. */
import { decimal, element, integer, text, token } from '../../../reference-architecture/contract/schema.ts';

export const namespace = 'urn:portorium:monitoring:1';

/** Milliseconds since the epoch. */
export const instantMs = (description: string) =>
  integer({ maximum: Number.MAX_SAFE_INTEGER, description: `${description} Milliseconds since the epoch.` });

export const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });

/** A figure that may be a fraction, as text so that every reader has the same digits. */
export const figure = (description: string) =>
  decimal({ totalDigits: 24, fractionDigits: 6, signed: true, description });

/** Name of a metric, an alert, a service. */
export const name = (description: string) => token({ maxLength: 100, description });

export const label = element(
  {
    name: token({ maxLength: 60 }),
    value: text({ minLength: 0, maxLength: 200 }),
  },
  { typeName: 'label', description: 'What tells one series from another of the same metric.' },
);

/** When the figures of an answer were read. */
export const readAtMs = instantMs('When the figures were read.');
