/** What is done against a partner or a credential, by two people. */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  text,
} from '../../../reference-architecture/contract/schema.ts';
import { id, limit, person, reason, step, words } from './common.ts';

const action = words(
  'What is done. `block-partner` an EORI or a Member State; `suspend-client` a client_id; `suspend-certificate` and `revoke-certificate` the SHA-256 of a certificate or seal, hexadecimal; `end-sign-ins` the subject of an account.',
  ...['block-partner', 'suspend-client', 'suspend-certificate', 'revoke-certificate', 'end-sign-ins'],
);
const target = text({ maxLength: 255, pattern: '[!-~]{2,255}', description: 'Against whom or what.' });
const until = dateTime({ description: 'Until when; without it until it is lifted.' });
const responseState = words(
  'Where it stands.',
  ...['proposed', 'emergency', 'in-force', 'rejected', 'lapsed', 'lifted', 'over'],
);

export const proposal = element({
  action,
  target,
  reason,
  until: optional(until),
  incidentId: optional(id),
  emergency: optional(
    flag({ description: 'In force at once, for 15 minutes at most, until a second person has decided.' }),
  ),
});
export const decision = element({
  responseId: id,
  decision: words('What is decided.', 'approved', 'rejected'),
  reason,
});
export const lifting = element({ responseId: id, reason });
export const responseWanted = element({ responseId: id });
export const responsesWanted = element({
  state: optional(responseState),
  target: optional(target),
  page: optional(integer({ minimum: 1, maximum: 10_000 })),
  limit,
});

const response = {
  responseId: id,
  action,
  target,
  reason,
  state: responseState,
  emergency: flag(),
  applied: flag({ description: 'The gateways have been told as it stands.' }),
  until: optional(until),
  incidentId: optional(id),
  proposedBy: person,
  proposedAt: dateTime(),
  decidedBy: optional(person),
  decidedAt: optional(dateTime()),
  decisionReason: optional(reason),
  liftedBy: optional(person),
  liftedAt: optional(dateTime()),
  liftingProposedBy: optional(person),
  liftingProposedAt: optional(
    dateTime({ description: 'It is lifted when another person says the same within a week.' }),
  ),
};
export const responses = element({
  response: optional(many(element(response), 0, 500)),
  total: integer({ maximum: 1_000_000_000 }),
  more: flag(),
});
export const responseView = element({ ...response, step: optional(many(step, 0, 1000)) });

/** For whoever tells the gateways. */
export const barChange = element({
  kind: words('Of what kind the target is.', 'party', 'client', 'certificate', 'account'),
  id: text({ maxLength: 255 }),
  version: integer({ minimum: 1, maximum: 1_000_000_000_000, description: 'Of two changes the later one counts.' }),
  barred: flag({ description: 'Refused at every gateway.' }),
  until: optional(until),
});
