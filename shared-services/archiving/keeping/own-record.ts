/** Audit records of what the archive does by itself. */
import { newId } from '../../kit/call.ts';
import type { AuditRecord } from '../../kit/store/records.ts';
import { newTraceparent } from '../../kit/trace.ts';

export const ownRecord = (
  event: string,
  about: { readonly reference: string; readonly contentSha256?: string | undefined; readonly failed?: boolean },
): AuditRecord => ({
  event,
  outcome: about.failed === true ? 'failed' : 'done',
  reference: about.reference,
  conversationId: newId(),
  messageId: newId(),
  traceparent: newTraceparent(),
  circle: 'central',
  party: 'shared-services',
  subject: 'archiving',
  protocol: 'internal',
  personalData: true,
  ...(about.contentSha256 === undefined ? {} : { contentSha256: about.contentSha256 }),
});
