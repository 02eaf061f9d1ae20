/**
 * A SAML 2.0 assertion in which an administration vouches for the official who acts (sender-vouches). That the message's
 * signature covers it has been verified; it is read from what was hashed.
 */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import type { Caller } from '../../../kit/call.ts';
import { allOf, atMostOne, attributeOf, exactlyOne } from './elements.ts';
import { saml } from './names.ts';
import { refuseSecurity } from './refusals.ts';

const senderVouches = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches';
const maxSubjectLength = 200;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

export interface Vouched {
  /** Who acts, as the administration calls them. */
  readonly official: string;
  /** Unique about the assertion, and until when it holds. */
  readonly proof: string;
  readonly untilMs: number;
}

export interface VouchingParts {
  readonly caller: Pick<Caller, 'circle' | 'party'>;
  /** Our own name among the audiences. */
  readonly audience: string;
  readonly nowMs: number;
  readonly toleranceMs: number;
}

const invalid = (reason: string) => refuseSecurity('SECURITY_TOKEN_INVALID', `assertion: ${reason}`);

/** Of an element that holds text alone: beside another element two readers might take two texts of it. */
const textIn = ({ name, text, children }: XmlElement): string => {
  if (children.length > 0) throw invalid(`${name} holds text alone`);
  return text.trim();
};

const timeIn = (element: XmlElement, name: string): number | undefined => {
  const value = attributeOf(element, name);
  if (value === undefined) return undefined;
  const ms = Date.parse(value);
  if (Number.isNaN(ms) || !instant.test(value)) throw invalid(`${name} is no time in UTC`);
  return ms;
};

/** Those that are kept here; with a condition that nobody understands an assertion says nothing (SAML core 2.0, section 2.5.1.1). */
const knownConditions: ReadonlySet<string> = new Set(['AudienceRestriction', 'OneTimeUse']);

const assertKnown = ({ children }: XmlElement): void => {
  const strange = children.find(({ namespace, name }) => namespace !== saml || !knownConditions.has(name));
  if (strange !== undefined) throw invalid(`the condition ${strange.name} is not understood`);
};

/** @returns until when it holds; without an end for ever */
const assertTimes = (element: XmlElement, { nowMs, toleranceMs }: VouchingParts): number => {
  const [notBeforeMs = 0, endMs = Number.POSITIVE_INFINITY] = ['NotBefore', 'NotOnOrAfter'].map((name) =>
    timeIn(element, name),
  );
  if (notBeforeMs > nowMs + toleranceMs) throw refuseSecurity('SECURITY_EXPIRED', 'the assertion is not valid yet');
  if (endMs + toleranceMs <= nowMs) throw refuseSecurity('SECURITY_EXPIRED', 'the assertion is over');
  return endMs + toleranceMs;
};

/** All restrictions must name us; there must be one (SAML core 2.0, section 2.5.1.4). */
const assertAudience = (conditions: XmlElement, audience: string): void => {
  const restrictions = allOf(conditions, saml, 'AudienceRestriction');
  const isForUs = (restriction: XmlElement) =>
    allOf(restriction, saml, 'Audience').some((one) => textIn(one) === audience);
  if (restrictions.length === 0 || !restrictions.every(isForUs)) throw invalid(`its audience is not ${audience}`);
};

const assertIssuer = (assertion: XmlElement, { circle, party }: VouchingParts['caller']): void => {
  const issuer = textIn(exactlyOne(assertion, saml, 'Issuer'));
  if (!issuer.startsWith(`portorium://${circle}/${party}/`)) throw invalid('its issuer is not who sends the message');
};

/** A confirmation may have times of its own (SAML core 2.0, section 2.4.1.2). */
const assertConfirmable = (confirmation: XmlElement, parts: VouchingParts): void => {
  const data = atMostOne(confirmation, saml, 'SubjectConfirmationData');
  if (data !== undefined) assertTimes(data, parts);
};

const officialIn = (assertion: XmlElement, parts: VouchingParts): string => {
  const subject = exactlyOne(assertion, saml, 'Subject');
  const confirmation = exactlyOne(subject, saml, 'SubjectConfirmation');
  if (attributeOf(confirmation, 'Method') !== senderVouches) throw invalid('the confirmation is not sender-vouches');
  assertConfirmable(confirmation, parts);
  const official = textIn(exactlyOne(subject, saml, 'NameID'));
  if (official === '' || official.length > maxSubjectLength)
    throw invalid(`NameID has 1 to ${maxSubjectLength} characters`);
  return official;
};

/** @throws {Refusal} not for this caller, not for us, over, or not what sender-vouches looks like */
export const readVouched = (assertion: XmlElement, parts: VouchingParts): Vouched => {
  if (attributeOf(assertion, 'Version') !== '2.0') throw invalid('Version is not 2.0');
  assertIssuer(assertion, parts.caller);
  const conditions = exactlyOne(assertion, saml, 'Conditions');
  assertKnown(conditions);
  assertAudience(conditions, parts.audience);
  const untilMs = assertTimes(conditions, parts);
  if (untilMs === Number.POSITIVE_INFINITY) throw invalid('Conditions must say NotOnOrAfter');
  const id = attributeOf(assertion, 'ID') ?? '';
  return { official: officialIn(assertion, parts), proof: `saml ${parts.caller.party} ${id}`, untilMs };
};
