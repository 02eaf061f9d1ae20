/** A call that a platform makes for itself, and not because somebody has called it: its own conversation, its own name. */
import type { Platform } from '../../../reference-architecture/contract/language.ts';
import { type Call, newId } from '../call.ts';
import { newTraceparent } from '../trace.ts';

export const ownCall = (platform: Platform, deadlineAtMs: number): Call => ({
  caller: { circle: 'central', party: platform, profiles: [platform], subject: platform },
  conversationId: newId(),
  messageId: newId(),
  traceparent: newTraceparent(),
  via: platform,
  protocol: 'internal',
  deadlineAtMs,
});
