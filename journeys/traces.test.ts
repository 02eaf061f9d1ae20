/** One trace over all platforms: the trader's, from the gateway to the message that waits for a Member State. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { fetchToken, secretOf } from '../start/demo/trader.ts';
import { type CollectedSpan, type Collector, startCollector } from './support/collector.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { expressFiling } from './support/filings.ts';
import { connectMemberState } from './support/member-state.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traces, each platform in a process of its own', function () {
  this.timeout(60_000);
  let collector: Collector;
  let constellation: Constellation;

  before(async () => {
    collector = await startCollector();
    constellation = await startConstellation({
      split: true,
      environment: { PORTORIUM_OTLP_URL: collector.url, PORTORIUM_LOG_LEVEL: 'debug' },
    });
  });
  after(async () => {
    await constellation?.remove();
    await collector?.stop();
  });

  const fileUnder = async (traceparent: string): Promise<string> => {
    const { issuer, addresses, dataDirectory, trustAnchorPath } = constellation;
    const clientId = 'invented-customs-agents';
    const trustAnchor = await readFile(trustAnchorPath, 'utf8');
    const speed2ng = addresses['SPEED2ng']!;
    const clientSecret = await secretOf(dataDirectory, clientId);
    const token = await fetchToken({ speed2ng, issuer, clientId, clientSecret, trustAnchor });
    const dispatcher = new Agent({ connect: { ca: trustAnchor } });
    const { statusCode, body } = await request(`${speed2ng}/rest/v1/entry/filings/F32`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, traceparent },
      body: JSON.stringify(expressFiling()),
      dispatcher,
    });
    assert.equal(statusCode, 201);
    const { MRN } = (await body.json()) as { readonly MRN: string };
    await dispatcher.close();
    return MRN;
  };

  it('the gateway, the registration, the outbox and the delivery to CCN2ng are spans of it, each under the one before', async () => {
    const MRN = await fileUnder(`00-${traceId}-00f067aa0ba902b7-01`);
    const belgium = connectMemberState(constellation, 'BE');
    await belgium.take(MRN, 'IE4N03');
    await belgium.close();
    // What is left of spans is sent at the end.
    await constellation.stop();
    const ours = collector.spans.filter((span) => span.traceId === traceId);
    const byId = new Map(ours.map((span) => [span.spanId, span]));
    const wayTo = (span: CollectedSpan | undefined): string[] =>
      span === undefined ? [] : [...wayTo(byId.get(span.parentSpanId ?? '')), `${span.service}: ${span.name}`];
    const last = ours.find(({ name }) => name === 'entry.IE4N03 to ccn2ng');
    assert.deepEqual(wayTo(last), [
      'speed2ng: speed2ng entry.fileIE3F32',
      'cdco: entry.fileIE3F32',
      'ccn2ng: entry.IE4N03 to ccn2ng',
    ]);
    assert.ok(ours.some(({ name }) => name === 'entry.filingRegistered to entry'));
    const roots = ours.filter(({ parentSpanId = '' }) => !byId.has(parentSpanId));
    assert.deepEqual(
      roots.map(({ name }) => name),
      ['speed2ng entry.fileIE3F32'],
      'one connected trace',
    );
  });

  it('has the log lines of the same trace beside it, of every platform that wrote any', () => {
    const ours = collector.lines.filter((line) => line.traceId === traceId);
    const answered = ours.find(({ body }) => body.stringValue === 'request answered');
    assert.deepEqual([answered?.service, answered?.severityText], ['speed2ng', 'info']);
    assert.ok(ours.some(({ service }) => service === 'cdco'));
  });
});
