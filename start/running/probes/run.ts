/** The probes themselves: a filing by REST and by SOAP at SPEED2ng, a question by SOAP at CCN2ng. */
import { Agent, type Dispatcher, request } from 'undici';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Probe } from '../../../shared-services/monitoring/probes/probes.ts';
import { envelope, probeFiling, soapFiling } from './filing.ts';

export interface TraderProbes {
  readonly url: string;
  readonly trustAnchor: () => string;
  readonly token: () => Promise<string>;
  readonly clock: Clock;
}

export interface MemberStateProbes {
  readonly url: string;
  readonly trustAnchor: () => string;
  /** Private key and certificate of the probe, PEM, in one file. */
  readonly credential: () => Promise<string>;
}

const timeoutMs = 10_000;
const soapType = 'application/soap+xml; charset=utf-8';

/** @throws {Error} anything but that status, and that in the body */
const send = async (
  url: string,
  options: Omit<Dispatcher.RequestOptions, 'path' | 'origin'>,
  connect: object,
  expected: string,
) => {
  const dispatcher = new Agent({ connect, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  try {
    const { statusCode, body } = await request(url, { ...options, dispatcher });
    const text = await body.text();
    // The body of a refusal tells of the probe alone; the code says enough.
    const code = /"code":"(\w+)"|:Code>.*?>([\w:]+)</.exec(text)?.slice(1).find(Boolean) ?? '';
    if (statusCode >= 300 || !text.includes(expected)) throw new Error(`answered ${statusCode} ${code}`.trim());
  } finally {
    await dispatcher.close();
  }
};

export const traderProbes = ({ url, trustAnchor, token, clock }: TraderProbes): Probe[] => {
  const post = async (path: string, type: string, body: string) =>
    send(
      `${url}${path}`,
      { method: 'POST', headers: { 'content-type': type, authorization: `Bearer ${await token()}` }, body },
      { ca: trustAnchor() },
      'MRN',
    );
  return [
    {
      name: 'speed2ng-rest',
      run: () =>
        post('/rest/v1/entry/filings/F32', 'application/json', JSON.stringify(probeFiling('REST', clock.nowMs()))),
    },
    { name: 'speed2ng-soap', run: () => post('/soap/v1/entry', soapType, soapFiling(clock.nowMs())) },
  ];
};

const listMessages = envelope('<ListMessages xmlns="urn:portorium:exchange:1"/>');

export const memberStateProbes = ({ url, trustAnchor, credential }: MemberStateProbes): Probe[] => [
  {
    name: 'ccn2ng-soap',
    run: async () => {
      const pem = await credential();
      const headers = { 'content-type': `${soapType}; action="urn:portorium:exchange:1:listMessages"` };
      await send(
        `${url}/soap/v1/exchange`,
        { method: 'POST', headers, body: listMessages },
        { ca: trustAnchor(), cert: pem, key: pem },
        'MessageList',
      );
    },
  },
];
