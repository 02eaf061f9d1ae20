/** Calls, messages and audit records as tests need them. */
import { type Call, newId } from '../call.ts';
import type { AuditRecord, Outgoing } from '../store/records.ts';
import { newTraceparent } from '../trace.ts';

/** A promise, and the means to settle it from outside. */
export const deferred = <T = void>() => Promise.withResolvers<T>();

/** Waits until it holds; fails after `timeoutMs` with what it was about. */
export const eventually = async (what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 20_000) => {
  const endMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

export const sampleCall = (more: Partial<Call> = {}): Call => ({
  caller: { circle: 'central', party: 'cdco', profiles: ['cdco'], subject: 'portorium://central/cdco' },
  conversationId: newId(),
  messageId: newId(),
  traceparent: newTraceparent(),
  via: 'cdco',
  protocol: 'internal',
  deadlineAtMs: Date.now() + 5000,
  ...more,
});

export const sampleMessage = (more: Partial<Outgoing> = {}): Outgoing => ({
  name: 'sample.happened',
  subscriber: 'listener',
  orderingKey: 'key',
  priority: 'B',
  messageId: newId(),
  conversationId: newId(),
  traceparent: newTraceparent(),
  content: { number: 1 },
  ...more,
});

export const sampleRecord = (more: Partial<AuditRecord> = {}): AuditRecord => ({
  event: 'sample.work',
  outcome: 'accepted',
  conversationId: newId(),
  messageId: newId(),
  traceparent: newTraceparent(),
  circle: 'central',
  party: 'sample',
  subject: 'sample',
  protocol: 'internal',
  ...more,
});
