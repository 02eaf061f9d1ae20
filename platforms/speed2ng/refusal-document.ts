/**
 * What ICS2 calls an error notification (IE3N99): the faults of a refused filing as the business message that a trader's
 * system knows, beside the protocol's own words. Pure: from the refusal, the contract and the filing as it came.
 */
import type { PlacedOperation } from '../../reference-architecture/contract/language.ts';
import type { Message } from '../../reference-architecture/contract/schema.ts';
import { toSecond } from '../../shared-services/kit/clock.ts';
import { type Fault, type Refusal, xPath } from '../../shared-services/kit/refusal.ts';

export interface RefusalDocument {
  readonly message: Message;
  readonly content: unknown;
}

export interface RefusedFiling {
  readonly placed: PlacedOperation;
  /** As the caller sent it: nothing in it is certain. */
  readonly content: unknown;
  readonly atMs: number;
}

const documentName = 'IE3N99';
/** Lengths of the official types (validationCode, description, messageElementPath, technicalErrorMessage, LRN). */
const longest = { code: 8, description: 512, path: 512, technical: 1024, reference: 22 } as const;
/** For faults of form, which the official code list (CL723) has no code for that is known to us. */
const syntaxCode = 'SYNTAX';

const isFiling = ({ operation }: PlacedOperation): boolean =>
  operation.refusals.ENTRY_FILING_INVALID !== undefined || operation.request.name.startsWith('IE3F');

/** What XML 1.0 has no way to say; a property name of the sender's choosing may hold anything. */
const unsayable = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** One line, without doubled spaces, of at most that many characters: what official texts are made of. */
const lineOf = (text: string, length: number): string =>
  text.replaceAll(unsayable, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, length).trim().toWellFormed();

const errorOf = (root: string, { code, path, message }: Fault) => ({
  technicalErrorMessage: lineOf(code, longest.technical),
  description: lineOf(message, longest.description) || 'not valid',
  validationCode: code.length <= longest.code ? code : syntaxCode,
  pointer: { messageElementPath: lineOf(xPath(root, path), longest.path) },
});

const referenceOf = (content: unknown): { functionalReference?: string } => {
  const { LRN } = (content ?? {}) as { LRN?: unknown };
  const isUsable =
    typeof LRN === 'string' && LRN !== '' && LRN.length <= longest.reference && LRN === lineOf(LRN, longest.reference);
  return isUsable ? { functionalReference: LRN } : {};
};

/** The document, where the refused operation is a filing and its application has such a message. */
export const refusalDocument = (
  refusal: Refusal,
  { placed, content, atMs }: RefusedFiling,
): RefusalDocument | undefined => {
  const message = placed.application.notifications[documentName]?.message;
  if (message === undefined || refusal.status !== 'invalid' || refusal.faults.length === 0 || !isFiling(placed)) {
    return undefined;
  }
  const error = refusal.faults.map((fault) => errorOf(placed.operation.request.name, fault));
  return { message, content: { ...referenceOf(content), notificationDate: { DateTime: toSecond(atMs) }, error } };
};
