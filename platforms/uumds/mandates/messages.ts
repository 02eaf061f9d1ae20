/** What is said about mandates: by those who give and take them, and between gateways and UUM&DS. Empty lists are left out. */
import { Type } from '@sinclair/typebox';
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  message,
  optional,
  personal,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { changes, kinds, reasons, scopeProfiles, states } from './domain/words.ts';

export const namespace = 'urn:portorium:mandates:1';

/** Most entries of the scope of one mandate. */
export const maxScope = 50;
/** Most mandates of one page. */
export const maxListed = 100;

const oneOf = <const Word extends string>(description: string, words: readonly Word[]) =>
  Type.Unsafe<Word>(token({ pattern: words.join('|'), description }));

const eori = (description: string) => token({ maxLength: 17, pattern: '[A-Z]{2}[A-Z0-9]{1,15}', description });
const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });
const word = (description: string) => token({ maxLength: 60, pattern: '[A-Za-z][A-Za-z0-9\\-]*', description });
const mandateId = token({ maxLength: 36, pattern: '[0-9a-f\\-]{36}', description: 'Identifies the mandate.' });
const reason = personal(text({ maxLength: 500, description: 'Why, in words for the other party.' }));

const scope = many(
  element(
    {
      application: word('Application whose operations are covered: entry.'),
      operation: optional(word('One operation alone: fileIE3F32. Without it, all of the application.')),
    },
    { typeName: 'ScopeType', description: 'What the mandate covers.' },
  ),
  1,
  maxScope,
);

const kind = oneOf(
  'directRepresentation: in the name and on behalf of the mandator (UCC Art. 18); indirectRepresentation: in its own name, on behalf of the mandator; transmission: a service provider sends what the mandator says, and represents nobody.',
  kinds,
);
const profile = oneOf('As which business profile the mandatary may act.', scopeProfiles);
const state = oneOf(
  'proposed: waits for the mandatary; inForce: accepted (counts from validFrom to validTo); expired: its last day is over.',
  states,
);
const maySubDelegate = flag({
  description: 'A service provider may have another one send for it (transmission only); false unless said.',
});

export const MandateProposal = message(
  'MandateProposal',
  namespace,
  'A mandate that the caller gives to another',
  element({
    reference: token({
      maxLength: 35,
      description: 'The name that the caller gives to it, used once: the same proposal again gets the same answer.',
    }),
    mandatary: eori('Who is to act for the caller, by its EORI.'),
    kind,
    profile,
    scope,
    validFrom: optional(day('First day (UTC); today unless said otherwise.')),
    validTo: optional(day('Last day (UTC); without it, until it is revoked.')),
    maySubDelegate: optional(maySubDelegate),
    basedOn: optional({
      ...mandateId,
      description: 'Mandate for transmission of which the caller passes a part on to another service provider.',
    }),
    replaces: optional({ ...mandateId, description: 'Mandate that ends when this one is accepted.' }),
    reason: optional(reason),
  }),
);

const mandateFacts = {
  mandateId,
  reference: token({ maxLength: 35, description: 'The name that the mandator gave to it.' }),
  mandator: eori('Who gave it.'),
  mandatary: eori('Who may act.'),
  principal: eori('For whom the mandatary may act: the mandator, or whoever gave it the mandate that it passes on.'),
  kind,
  profile,
  scope,
  validFrom: day('First day (UTC).'),
  validTo: optional(day('Last day (UTC).')),
  maySubDelegate,
  basedOn: optional({ ...mandateId, description: 'Mandate of which this one passes a part on.' }),
  replaces: optional({ ...mandateId, description: 'Mandate that this one replaces once it is accepted.' }),
  replacedBy: optional({ ...mandateId, description: 'Mandate that took its place.' }),
  state,
  effective: flag({
    description: 'It entitles at this moment: in force, its days have come, and what it is based on is too.',
  }),
  proposedAt: dateTime({ description: 'When it was proposed.' }),
  changedAt: dateTime({ description: 'When its state changed last.' }),
};

const mandate = element(mandateFacts, { typeName: 'MandateType' });

export const Mandate = message('Mandate', namespace, 'A mandate as it stands now', mandate);

const question = { mandateId };
const questionWithReason = { mandateId, reason: optional(reason) };

export const MandateAcceptance = message(
  'MandateAcceptance',
  namespace,
  'The mandatary takes the mandate',
  element(questionWithReason),
);
export const MandateRefusal = message(
  'MandateRefusal',
  namespace,
  'The mandatary does not take the mandate',
  element(questionWithReason),
);
export const MandateRevocation = message(
  'MandateRevocation',
  namespace,
  'One side ends the mandate, at once',
  element(questionWithReason),
);

export const MandateListQuery = message(
  'MandateListQuery',
  namespace,
  'Which mandates of the caller',
  element({
    role: optional(oneOf('Which side the caller is on; both unless said.', ['mandator', 'mandatary'])),
    state: optional(state),
    counterparty: optional(eori('Only those with this other party.')),
    endsBy: optional(day('Only those whose last day is this one or an earlier one (UTC).')),
    limit: optional(integer({ minimum: 1, maximum: maxListed, description: 'How many at most; 20 unless said.' })),
    after: optional({ ...mandateId, description: 'Go on after this mandate, in the same order: the next page.' }),
  }),
);

export const MandateList = message(
  'MandateList',
  namespace,
  'Mandates of the caller, the newest first',
  element({
    mandate: optional(many(mandate, 1, maxListed)),
    more: flag({ description: 'There are more than are listed here.' }),
  }),
);

export const MandateQuery = message('MandateQuery', namespace, 'Which mandate', element(question));

const change = element(
  {
    at: dateTime({ description: 'When.' }),
    change: oneOf('What happened.', changes),
    by: optional(eori('Which party; missing where time alone did it.')),
    person: optional(
      personal(token({ maxLength: 200, description: 'Account by which it was done; told to its own party only.' })),
    ),
    reason: optional(reason),
    related: optional({ ...mandateId, description: 'The other mandate, where one replaced the other.' }),
  },
  { typeName: 'MandateChangeType' },
);

export const MandateHistory = message(
  'MandateHistory',
  namespace,
  'A mandate with all that happened to it',
  element({ mandate, change: many(change, 1, 1000) }),
);

export const ProceduresQuery = message('ProceduresQuery', namespace, 'Nothing', element({}));

export const Procedures = message(
  'Procedures',
  namespace,
  'What a mandate can cover',
  element({
    procedure: many(
      element(
        {
          application: word('Application.'),
          title: text({ maxLength: 200, description: 'Name of the application for people.' }),
          operation: word('Operation.'),
          summary: text({ maxLength: 500, description: 'What the operation does.' }),
          profile: many(profile, 1, scopeProfiles.length),
        },
        { typeName: 'ProcedureType' },
      ),
      1,
      1000,
    ),
  }),
);

/** Between a gateway and UUM&DS. */
const internal = `${namespace}:entitlement`;

const party = (description: string) => optional(eori(description));

export const EntitlementQuestion = message(
  'EntitlementQuestion',
  internal,
  'Whether a caller may say what a message says',
  element({
    caller: eori('Who sent the message, as its token proves.'),
    operationId: token({ maxLength: 120, description: 'Operation that it calls: entry.fileIE3F32.' }),
    principal: party('In whose name, or on whose behalf, the message speaks; the declarant of a declaration.'),
    representative: party('Who is named in it as the representative of the principal.'),
    representation: optional(
      oneOf('How, where the message says so.', ['directRepresentation', 'indirectRepresentation']),
    ),
  }),
);

export const Entitlement = message(
  'Entitlement',
  internal,
  'Yes, by which mandates; or no, why, and on whose account',
  element({
    entitled: flag({ description: 'Whether the caller may.' }),
    actingFor: party('For whom the caller acts; missing where it acts for itself.'),
    mandateId: optional(many(mandateId, 1, 8)),
    reason: optional(oneOf('Why not.', reasons)),
    lacking: optional(
      oneOf('Whose right is missing: that of the caller to send, or that of the named representative.', [
        'caller',
        'representative',
      ]),
    ),
  }),
);

const noticeTerms = {
  mandateId,
  reference: mandateFacts.reference,
  mandator: mandateFacts.mandator,
  mandatary: mandateFacts.mandatary,
  principal: mandateFacts.principal,
  kind,
  profile,
  scope,
  validFrom: mandateFacts.validFrom,
};

const noticeFacts = {
  ...noticeTerms,
  validTo: mandateFacts.validTo,
  at: dateTime({ description: 'When it happened.' }),
  by: eori('Whose doing it was.'),
  reason: optional(reason),
};

const notice = (name: string, title: string) => message(name, namespace, title, element(noticeFacts));

export const MandateProposed = notice('MandateProposed', 'Somebody proposes a mandate to you');
export const MandateAccepted = notice('MandateAccepted', 'Your mandate was accepted: it is in force');
export const MandateDeclined = notice('MandateDeclined', 'Your mandate was declined');
export const MandateRevoked = notice('MandateRevoked', 'A mandate was revoked by the other side');

export const MandateEnding = message(
  'MandateEnding',
  namespace,
  'A mandate ends soon: agree on another one if it is still needed',
  element({
    ...noticeTerms,
    validTo: day('Last day (UTC).'),
    at: dateTime({ description: 'When this was told.' }),
  }),
);
