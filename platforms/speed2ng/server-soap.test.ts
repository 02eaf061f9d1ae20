/** SPEED2ng by SOAP 1.1 and 1.2, over the wire, with the `soap` package as a client and with requests that no client sends. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { createClientAsync } from 'soap';
import { parseXml, type XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { addressingNamespace, envelopeNamespaces, type SoapVersion } from '../../shared-services/gateway/soap/names.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { startTestGateway, type TestGateway, trader } from './test-support/gateway.ts';
import { namespace } from './test-support/probe.ts';

const filingXml = `<IE3F99 xmlns="${namespace}"><LRN>L1</LRN><declarant><identificationNumber>${trader}</identificationNumber></declarant><goodsItem><goodsItemNumber>1</goodsItemNumber><grossMass>12.5</grossMass><country>BE</country></goodsItem></IE3F99>`;
const action = `${namespace}/fileIE3F99`;

const envelope = (version: SoapVersion, body: string, headers = '') =>
  `<s:Envelope xmlns:s="${envelopeNamespaces[version]}" xmlns:wsa="${addressingNamespace}">${headers === '' ? '' : `<s:Header>${headers}</s:Header>`}<s:Body>${body}</s:Body></s:Envelope>`;

/** The first element of that name, wherever it is. */
const find = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => find(child, name)).find((found) => found !== undefined);
const textOf = (element: XmlElement, name: string) => find(element, name)?.text;
const allOf = (element: XmlElement, name: string): XmlElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => allOf(child, name)),
];

const contentTypes = { '1.1': 'text/xml; charset=utf-8', '1.2': 'application/soap+xml; charset=utf-8' } as const;

describe('SPEED2ng by SOAP', () => {
  let gateway: TestGateway;
  let authorization: string;

  before(async () => {
    gateway = await startTestGateway({ limits: { maxBytes: 200_000, bodyTimeoutMs: 300, stopGraceMs: 500 } });
    authorization = await gateway.authorization();
  });
  after(() => gateway.stop());
  beforeEach(() => {
    gateway.seen.length = 0;
    gateway.answerWith(async () => ({ LRN: 'L1', MRN: 'M1', text: 'a < b' }));
  });

  const send = (version: SoapVersion, xml: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/soap/v1/probe`, {
      method: 'POST',
      body: xml as string,
      headers: { authorization, 'content-type': contentTypes[version], ...headers },
    });
  const rootOf = async (response: Response) => parseXml(await response.text());

  const assertFault = async (
    response: Response,
    { version, status, code, kind }: { version: SoapVersion; status: number; code: string; kind: string },
  ): Promise<XmlElement> => {
    const root = await rootOf(response);
    assert.equal(response.status, status, textOf(root, 'code'));
    assert.equal(root.namespace, envelopeNamespaces[version]);
    assert.match(
      response.headers.get('content-type') ?? '',
      version === '1.1' ? /^text\/xml/ : /^application\/soap\+xml/,
    );
    const detail = find(root, version === '1.1' ? 'detail' : 'Detail')!;
    assert.equal(textOf(detail, 'code'), code);
    assert.equal(textOf(detail, 'conversationId'), response.headers.get('conversation-id'));
    const said = version === '1.1' ? textOf(root, 'faultcode') : textOf(find(root, 'Code')!, 'Value');
    assert.equal(said, `soap:${kind}`);
    if (version === '1.2') assert.equal(textOf(find(root, 'Subcode')!, 'Value'), `f:${code}`);
    assert.deepEqual(gateway.seen, [], 'nothing may be passed on');
    const alive = await fetch(`${gateway.url}/health/live`);
    assert.equal(alive.status, 200);
    await alive.body?.cancel();
    return detail;
  };

  for (const version of ['1.1', '1.2'] as const) {
    describe(`version ${version}`, () => {
      const sender = { status: 500, kind: version === '1.1' ? 'Client' : 'Sender' };
      const receiver = { status: 500, kind: version === '1.1' ? 'Server' : 'Receiver' };
      const refusedAs = (code: string, more: Partial<typeof sender> = {}) => ({ version, code, ...sender, ...more });

      it('passes on a message that is right, and answers with the reply element', async () => {
        const response = await send(version, envelope(version, filingXml));
        const root = await rootOf(response);
        assert.equal(response.status, 200);
        assert.equal(root.namespace, envelopeNamespaces[version]);
        const reply = find(root, 'Body')!.children[0]!;
        assert.deepEqual([reply.name, reply.namespace, textOf(reply, 'MRN')], ['Receipt', namespace, 'M1']);
        const { operationId, request, call } = gateway.seen[0]!;
        assert.equal(operationId, 'probe.fileIE3F99');
        assert.deepEqual(request, {
          LRN: 'L1',
          declarant: { identificationNumber: trader },
          goodsItem: [{ goodsItemNumber: 1, grossMass: '12.5', country: 'BE' }],
        });
        assert.deepEqual([call.protocol, call.caller.party], ['soap', trader]);
        assert.equal(call.received?.text, envelope(version, filingXml));
      });

      it('understands the soap package by the WSDL that it publishes', async () => {
        const client = await createClientAsync(`${gateway.url}/soap/v1/probe?wsdl`, {
          forceSoap12Headers: version === '1.2',
        });
        client.addHttpHeader('Authorization', authorization);
        const port = version === '1.1' ? 'ProbeSoap11' : 'ProbeSoap12';
        const described = client.describe() as Record<string, Record<string, unknown>>;
        const [serviceName = ''] = Object.keys(described);
        assert.ok(described[serviceName]?.[port], JSON.stringify(Object.keys(described[serviceName] ?? {})));
        const call = (client[serviceName] as Record<string, Record<string, unknown>>)[port]!.fileIE3F99 as (
          message: unknown,
          done: (error: unknown, result: { MRN?: string }) => void,
        ) => void;
        const result = await new Promise<{ MRN?: string }>((resolve, reject) => {
          const message = {
            LRN: 'L1',
            declarant: { identificationNumber: trader },
            goodsItem: [{ goodsItemNumber: 1, grossMass: '12.5', country: 'BE' }],
          };
          call(message, (error, reply) => (error ? reject(error) : resolve(reply)));
        });
        assert.equal(result.MRN, 'M1');
        assert.equal(gateway.seen.length, 1);
      });

      it('answers by WS-Addressing who asks by it, and names the message by its MessageID', async () => {
        const headers = `<wsa:Action>${action}</wsa:Action><wsa:MessageID>urn:uuid:1</wsa:MessageID><wsa:ReplyTo><wsa:Address>${addressingNamespace}/anonymous</wsa:Address></wsa:ReplyTo>`;
        const root = await rootOf(await send(version, envelope(version, filingXml, headers)));
        assert.equal(textOf(root, 'RelatesTo'), 'urn:uuid:1');
        assert.equal(textOf(root, 'Action'), `${action}Response`);
        assert.equal(gateway.seen[0]?.call.messageId, `${trader}/fileIE3F99/urn:uuid:1`);
      });

      it('answers a one-way message with 202 and nothing else', async () => {
        const response = await send(version, envelope(version, `<Note xmlns="${namespace}"><text>x</text></Note>`));
        assert.deepEqual([response.status, await response.text()], [202, '']);
      });

      it('refuses what is not well formed', async () => {
        const detail = await assertFault(await send(version, '<a><b></a>'), refusedAs('MESSAGE_MALFORMED'));
        assert.match(detail.children[0]?.namespace ?? '', /^urn:portorium:fault:1$/);
      });
      for (const [what, xml, code] of [
        ['a document type', `<!DOCTYPE a>${envelope(version, filingXml)}`, 'XML_DOCTYPE'],
        [
          'an entity bomb',
          `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${envelope(version, '&b;')}`,
          'XML_DOCTYPE',
        ],
        ['an external entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`, 'XML_DOCTYPE'],
        ['an entity that nobody declared', envelope(version, '<a>&x;</a>'), 'XML_ENTITY'],
        ['a processing instruction', envelope(version, '<?php x?>'), 'XML_PROCESSING_INSTRUCTION'],
        ['nesting of 100 elements', envelope(version, `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`), 'XML_TOO_DEEP'],
      ] as const) {
        it(`refuses ${what}`, async () => {
          const detail = await assertFault(await send(version, xml), refusedAs('MESSAGE_MALFORMED'));
          assert.equal(textOf(find(detail, 'faults')!, 'code'), code);
        });
      }
      it('refuses wrong values with an XPath each, and gives the business document of a filing', async () => {
        const wrong = filingXml
          .replace('12.5', 'much')
          .replace('>BE<', '>XX<')
          .replace('<LRN>L1</LRN>', '<LRN>L1</LRN><odd/>');
        const detail = await assertFault(await send(version, envelope(version, wrong)), refusedAs('MESSAGE_INVALID'));
        const pointers = allOf(detail, 'faults').map((fault) => textOf(fault, 'pointer'));
        for (const pointer of ['/IE3F99/goodsItem[1]/grossMass', '/IE3F99/goodsItem[1]/country']) {
          assert.ok(pointers.includes(pointer), pointers.join(' '));
        }
        const document = detail.children.find(({ name }) => name === 'IE3N99');
        assert.equal(document?.namespace, namespace);
        assert.equal(textOf(document!, 'functionalReference'), 'L1');
        assert.equal(allOf(document!, 'error').length, pointers.length);
      });
      it('refuses a message that no operation takes', async () => {
        const body = `<Other xmlns="${namespace}"/>`;
        await assertFault(await send(version, envelope(version, body)), refusedAs('OPERATION_UNKNOWN'));
      });
      it('refuses a message of another circle', async () => {
        const body = `<Question-ofMemberStates xmlns="${namespace}"><reference>x</reference></Question-ofMemberStates>`;
        await assertFault(await send(version, envelope(version, body)), refusedAs('OPERATION_UNKNOWN'));
      });
      it('refuses a body with two elements, and one with none', async () => {
        await assertFault(
          await send(version, envelope(version, filingXml + filingXml)),
          refusedAs('MESSAGE_MALFORMED'),
        );
        await assertFault(await send(version, envelope(version, '')), refusedAs('MESSAGE_MALFORMED'));
      });
      it('refuses an action that is not that of the message', async () => {
        const other = `${namespace}/tell`;
        const headers: Record<string, string> =
          version === '1.1'
            ? { soapaction: `"${other}"` }
            : { 'content-type': `application/soap+xml; charset=utf-8; action="${other}"` };
        const response = await send(version, envelope(version, filingXml), headers);
        await assertFault(response, refusedAs('SOAP_ACTION_MISMATCH'));
        const addressed = envelope(version, filingXml, `<wsa:Action>${other}</wsa:Action>`);
        await assertFault(await send(version, addressed), refusedAs('SOAP_ACTION_MISMATCH'));
      });
      it('refuses a header that must be understood and is not', async () => {
        const header = '<x:Secret xmlns:x="urn:x" s:mustUnderstand="1"/>';
        const response = await send(version, envelope(version, filingXml, header));
        await assertFault(response, refusedAs('SOAP_MUST_UNDERSTAND', { status: 500, kind: 'MustUnderstand' }));
      });
      it('lets pass a header that need not be understood, or is for somebody else', async () => {
        const role = version === '1.1' ? 'actor' : 'role';
        const headers = `<x:A xmlns:x="urn:x"/><x:B xmlns:x="urn:x" s:mustUnderstand="1" s:${role}="urn:another"/>`;
        assert.equal((await send(version, envelope(version, filingXml, headers))).status, 200);
      });
      it('refuses an envelope of the other version', async () => {
        const other = version === '1.1' ? '1.2' : '1.1';
        const response = await send(version, envelope(other, filingXml));
        await assertFault(response, refusedAs('SOAP_VERSION_MISMATCH', { status: 500, kind: 'VersionMismatch' }));
      });
      it('calls no address that a message names', async () => {
        const headers =
          '<wsa:MessageID>urn:uuid:1</wsa:MessageID><wsa:ReplyTo><wsa:Address>http://169.254.169.254/</wsa:Address></wsa:ReplyTo>';
        await assertFault(await send(version, envelope(version, filingXml, headers)), refusedAs('ADDRESSING_INVALID'));
      });
      it('refuses addressing that says a thing twice, or is no URI', async () => {
        for (const headers of [
          '<wsa:MessageID>urn:a</wsa:MessageID><wsa:MessageID>urn:b</wsa:MessageID>',
          '<wsa:MessageID>a b</wsa:MessageID>',
        ]) {
          await assertFault(
            await send(version, envelope(version, filingXml, headers)),
            refusedAs('ADDRESSING_INVALID'),
          );
        }
      });
      it('refuses without a token', async () => {
        const response = await send(version, envelope(version, filingXml), { authorization: '' });
        await assertFault(response, refusedAs('TOKEN_MISSING'));
      });
      it('refuses a token of another circle, or without the profile', async () => {
        for (const facts of [{ circle: 'administrators' }, { profiles: ['carrier'] }]) {
          const headers = { authorization: await gateway.authorization(facts) };
          const response = await send(version, envelope(version, filingXml), headers);
          await assertFault(response, refusedAs('CALLER_NOT_ADMITTED'));
        }
      });
      it('refuses who speaks for somebody else', async () => {
        const response = await send(version, envelope(version, filingXml.replace(trader, 'NL9')));
        await assertFault(response, refusedAs('NOT_ENTITLED'));
      });
      it('refuses what is too large, with the status of HTTP', async () => {
        const response = await send(version, envelope(version, filingXml + ' '.repeat(300_000)));
        await assertFault(response, refusedAs('MESSAGE_TOO_LARGE', { status: 413 }));
      });
      it('refuses compressed content', async () => {
        const response = await send(version, envelope(version, filingXml), { 'content-encoding': 'gzip' });
        await assertFault(response, refusedAs('MESSAGE_TYPE_UNSUPPORTED', { status: 415 }));
      });
      it('refuses what is not UTF-8, or says so', async () => {
        await assertFault(
          await send(version, new Uint8Array([0x3c, 0x61, 0xff, 0x3e])),
          refusedAs('MESSAGE_MALFORMED'),
        );
        const said = `<?xml version="1.0" encoding="ISO-8859-1"?>${envelope(version, filingXml)}`;
        await assertFault(await send(version, said), refusedAs('MESSAGE_MALFORMED'));
      });
      it('tells nothing of a failure of the platform', async () => {
        gateway.answerWith(async () => {
          throw new Error('password=secret');
        });
        const response = await send(version, envelope(version, filingXml));
        gateway.seen.length = 0;
        const text = await response.clone().text();
        await assertFault(response, { version, code: 'INTERNAL_FAULT', ...receiver });
        assert.doesNotMatch(text, /secret/);
      });
      it('tells when to come again', async () => {
        gateway.answerWith(async () => {
          throw new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'away', retryAfterMs: 2000 });
        });
        const response = await send(version, envelope(version, filingXml));
        gateway.seen.length = 0;
        assert.equal(response.headers.get('retry-after'), '2');
        await assertFault(response, { version, code: 'SERVICE_UNAVAILABLE', ...receiver });
      });
      it('fails as a fault when the reply cannot be written', async () => {
        gateway.answerWith(async () => ({ LRN: {}, MRN: '\u0000' }));
        const response = await send(version, envelope(version, filingXml));
        gateway.seen.length = 0;
        await assertFault(response, { version, code: 'INTERNAL_FAULT', ...receiver });
      });
    });
  }

  it('refuses JSON at a SOAP service', async () => {
    const response = await send('1.1', '{}', { 'content-type': 'application/json' });
    await assertFault(response, { version: '1.1', status: 415, code: 'MESSAGE_TYPE_UNSUPPORTED', kind: 'Client' });
  });
  it('takes POST only', async () => {
    const response = await fetch(`${gateway.url}/soap/v1/probe`, { headers: { authorization } });
    assert.equal(response.headers.get('allow'), 'POST');
    await assertFault(response, { version: '1.1', status: 405, code: 'METHOD_NOT_ALLOWED', kind: 'Client' });
  });
  it('has nothing at other paths', async () => {
    for (const path of ['/soap/v1/nothing', '/soap/v1/probe/', '/soap/v1//probe', '/SOAP/v1/probe']) {
      const response = await fetch(`${gateway.url}${path}`, {
        method: 'POST',
        body: '<a/>',
        headers: { authorization },
      });
      assert.equal(response.status, 404, path);
      await response.body?.cancel();
    }
  });
});
