import assert from 'node:assert/strict';
import type { Trader } from '../../start/demo/trader.ts';
import type { Json } from './filings.ts';

const waitMs = 15_000;

/** Waits for a notification about the MRN, fetches and acknowledges it, and answers with its type and content. */
export const notificationAbout = async (
  trader: Trader,
  MRN: string,
): Promise<{ type: string; conversationId: string; content: Json }> => {
  const endsAtMs = performance.now() + waitMs;
  while (performance.now() < endsAtMs) {
    const list = await trader.get('/rest/v1/mailbox/messages?limit=100&waitSeconds=2');
    assert.equal(list.status, 200, JSON.stringify(list.body));
    const listed = (list.body.message ?? []).find((one: Json) => one.MRN === MRN);
    if (listed === undefined) continue;
    const whole = await trader.get(`/rest/v1/mailbox/messages/${listed.messageId}`);
    assert.equal(whole.status, 200, JSON.stringify(whole.body));
    const done = await trader.post(`/rest/v1/mailbox/messages/${listed.messageId}/acknowledgement`, {});
    assert.equal(done.status, 200, JSON.stringify(done.body));
    return { type: listed.type, conversationId: listed.conversationId, content: whole.body };
  }
  throw new Error(`no notification about ${MRN}`);
};
