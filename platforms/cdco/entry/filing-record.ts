/** What the audit chain says of a filing that the application itself works on, without anybody calling. */
import type { AuditRecord } from '../../../shared-services/kit/store/records.ts';
import { contract } from './contract.ts';
import type { FilingRow } from './storage/filings.ts';

/** Each record names one step, as `entry.screening.expire`; `subject` is who or what it concerns. */
export const filingRecord = (
  filing: Pick<FilingRow, 'mrn' | 'conversation_id' | 'traceparent'>,
  { event, outcome, subject }: Pick<AuditRecord, 'event' | 'outcome' | 'subject'>,
): AuditRecord => ({
  event,
  outcome,
  subject,
  reference: filing.mrn,
  conversationId: filing.conversation_id,
  messageId: filing.mrn,
  traceparent: filing.traceparent,
  circle: 'central',
  party: contract.name,
  protocol: 'internal',
});
