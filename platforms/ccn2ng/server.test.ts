import assert from 'node:assert/strict';
import { parseXml, type XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { contract as entry } from '../cdco/entry/contract.ts';
import { examplesOf } from '../cdco/entry/test-support/examples.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import { anotherAuthority, ourAuthority } from './test-support/certificates.ts';
import { letter, mrn, startGateway, type TestGateway } from './test-support/gateway.ts';
import { send } from './test-support/https.ts';
import {
  consultation,
  consultationNamespace,
  consultationPath,
  contentType,
  envelope,
  exampleOf,
  riskAnalysis,
  riskAnalysisNamespace,
  riskAnalysisPath,
  wrap,
  xmlOf,
} from './test-support/soap.ts';

const monitoring = 'http://xmlns.ec.eu/BusinessMessages/TATAFng/Monitoring/V1';
const submit = 'IE4S01submitEScreeningAssessment';
const { RiskAnalysisOrchestrationBAS, ENSConsultationDS } = entry.services;
const oneWay = Object.entries(RiskAnalysisOrchestrationBAS.operations);

const find = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) => (child.name === name ? [child] : find(child, name)));
const textOf = (xml: string, name: string): string | undefined => find(parseXml(xml), name)[0]?.text;

describe('CCN2ng', () => {
  let gateway: TestGateway;
  let belgium: TlsMaterial;
  let germany: TlsMaterial;

  before(async () => {
    const authority = await ourAuthority();
    belgium = authority.tls(authority.memberState('BE'));
    germany = authority.tls(authority.memberState('DE'));
    gateway = await startGateway({ limits: { maxBytes: 200_000 } });
  });
  after(() => gateway.stop());
  beforeEach(() => gateway.carried.splice(0));

  const post = (
    path: string,
    body: string,
    headers: Record<string, string> = {},
    tls: Partial<TlsMaterial> = belgium,
  ) => send(`${gateway.url}${path}`, { method: 'POST', body, headers, tls });
  const json = (path: string, content: unknown, tls?: TlsMaterial) =>
    post(path, JSON.stringify(content), { 'Content-Type': 'application/json' }, tls);
  const soap = (operation: string, xml: string, headers = '', type = contentType(`${riskAnalysis}/${operation}`)) =>
    post(riskAnalysisPath, envelope(wrap(`${operation}ReqMsg`, riskAnalysisNamespace, xml), headers), {
      'Content-Type': type,
    });
  const get = (path: string, tls: Partial<TlsMaterial> = belgium) => send(`${gateway.url}${path}`, { tls });

  describe('mutual TLS', () => {
    it('shows nothing to a caller without a certificate', async () => {
      await assert.rejects(get('/rest/v1/exchange/messages', { ca: belgium.ca }));
    });

    it('shows nothing to a certificate of another authority', async () => {
      const other = await anotherAuthority();
      const { key, certificate } = other.memberState('BE');
      await assert.rejects(get('/rest/v1/exchange/messages', { ca: belgium.ca, key, cert: certificate }));
    });

    it('refuses a platform of the central circle: it is in the wrong place', async () => {
      const authority = await ourAuthority();
      const { status, text } = await get('/rest/v1/exchange/messages', authority.tls(authority.service('cdco')));
      assert.deepEqual([status, JSON.parse(text).code], [403, 'CALLER_NOT_ADMITTED']);
      assert.equal(gateway.carried.length, 0);
    });
  });

  for (const [name, operation] of [...oneWay, ...Object.entries(ENSConsultationDS.operations)]) {
    describe(`${name} by REST`, () => {
      for (const example of examplesOf(name)) {
        it(`${example.name}: ${example.description}`, async () => {
          const { status, text } = await json(`/rest/v1${operation.rest!.path}`, example.message);
          if (example.expect?.code === 'MESSAGE_INVALID') {
            const problem = JSON.parse(text);
            const told = problem.faults.map(({ code, pointer }: Record<string, string>) => ({ code, pointer }));
            assert.deepEqual([status, problem.code, told], [400, 'MESSAGE_INVALID', example.expect.faults]);
            assert.equal(gateway.carried.length, 0);
          } else {
            assert.equal(status, operation.rest!.status ?? 200, text);
            const [carried] = gateway.carried;
            assert.deepEqual([carried?.id, carried?.request], [`entry.${name}`, example.message]);
            const { circle, party, profiles } = carried!.call.caller;
            assert.deepEqual(
              { circle, party, profiles },
              { circle: 'trusted', party: 'BE', profiles: ['national-entry-system'] },
            );
            assert.equal(carried!.call.via, 'ccn2ng');
          }
        });
      }
    });
  }

  for (const [name, operation] of oneWay) {
    describe(`${name} by SOAP 1.2`, () => {
      for (const example of examplesOf(name)) {
        it(`${example.name}: ${example.description}`, async () => {
          const { status, text } = await soap(name, xmlOf(operation.request, example.message));
          if (example.expect?.code === 'MESSAGE_INVALID') {
            assert.equal(status, 500);
            const places = find(parseXml(text), 'pointer').map((one) => one.text);
            const expected = example.expect.faults.map(({ pointer }) =>
              pointer.replaceAll(/\/(\d+)/g, (_, position) => `[${Number(position) + 1}]`),
            );
            assert.deepEqual(
              places,
              expected.map((pointer) => `/${operation.request.name}${pointer}`),
            );
            assert.equal(find(parseXml(text), 'code')[0]?.text, 'MESSAGE_INVALID');
          } else {
            assert.deepEqual([status, text], [202, '']);
            assert.deepEqual(
              gateway.carried.map(({ id, request }) => [id, request]),
              [[`entry.${name}`, example.message]],
            );
          }
        });
      }
    });
  }

  describe('official services by SOAP', () => {
    const valid = () => xmlOf(RiskAnalysisOrchestrationBAS.operations[submit].request, exampleOf(submit));

    it('QueryENS answers with its wrapper, and by WS-Addressing whom it was asked by', async () => {
      const query = exampleOf('QueryENS');
      const xml = xmlOf(ENSConsultationDS.operations.QueryENS.request, query);
      const headers =
        '<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">urn:uuid:1</a:MessageID>' +
        `<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">${consultation}/QueryENS</a:Action>`;
      const body = envelope(wrap('QueryENSReqMsg', consultationNamespace, xml), headers);
      const { status, text } = await post(consultationPath, body, { 'Content-Type': contentType() });
      assert.equal(status, 200, text);
      const [answer] = find(parseXml(text), 'QueryENSRespMsg');
      assert.deepEqual([answer?.namespace, answer?.children[0]?.name], [consultationNamespace, 'IE4R05']);
      assert.equal(textOf(text, 'functionalReference'), query.MRN);
      assert.equal(textOf(text, 'RelatesTo'), 'urn:uuid:1');
      assert.equal(textOf(text, 'Action'), `${consultation}/QueryENSResponse`);
    });

    it('IsAlive is answered where the official contract has an answer, and taken where it has none', async () => {
      const body = envelope(`<m:isAliveReqMsg xmlns:m="${monitoring}"/>`);
      const query = await post(consultationPath, body, { 'Content-Type': contentType(`${consultation}/IsAlive`) });
      assert.equal(query.status, 200, query.text);
      assert.equal(find(parseXml(query.text), 'isAliveRespMsg')[0]?.namespace, monitoring);
      const orchestration = await post(riskAnalysisPath, body, {
        'Content-Type': contentType(`${riskAnalysis}/IsAlive`),
      });
      assert.deepEqual([orchestration.status, orchestration.text], [202, '']);
      assert.equal(gateway.carried.length, 0);
    });

    it('gives its WSDL at ?wsdl, with its own address', async () => {
      const { status, text } = await get(`${riskAnalysisPath}?wsdl`);
      assert.equal(status, 200);
      const address = find(parseXml(text), 'address')[0]?.attributes.find(({ name }) => name === 'location')?.value;
      assert.equal(address, `${gateway.url}${riskAnalysisPath}`);
    });

    it('refuses an action that is not that of the message, wherever it stands', async () => {
      const wrong = `${riskAnalysis}/IE4N03notifyERiskAnalysisHit`;
      const byType = await soap(submit, valid(), '', contentType(wrong));
      const header = `<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">${wrong}</a:Action>`;
      const byHeader = await soap(submit, valid(), header, contentType());
      for (const { status, text } of [byType, byHeader]) {
        assert.deepEqual([status, textOf(text, 'code')], [500, 'SOAP_ACTION_MISMATCH']);
      }
      assert.equal(gateway.carried.length, 0);
    });

    it('refuses an operation that it does not know', async () => {
      const { status, text } = await soap('IE9Z99doSomething', valid());
      assert.deepEqual([status, textOf(text, 'code')], [500, 'OPERATION_UNKNOWN']);
    });

    it('wants SOAP 1.2: version 1.1 is another contract', async () => {
      const body = envelope(wrap(`${submit}ReqMsg`, riskAnalysisNamespace, valid())).replace(
        'http://www.w3.org/2003/05/soap-envelope',
        'http://schemas.xmlsoap.org/soap/envelope/',
      );
      const { text } = await post(riskAnalysisPath, body, { 'Content-Type': 'text/xml' });
      assert.match(text, /SOAP_VERSION_MISMATCH/);
      assert.equal(gateway.carried.length, 0);
    });

    it('lets a Security header pass that claims nothing, though it must be understood, and no strange one', async () => {
      const security = (namespace: string) =>
        `<o:Security xmlns:o="${namespace}" xmlns:s="http://www.w3.org/2003/05/soap-envelope" s:mustUnderstand="true"/>`;
      const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
      assert.equal((await soap(submit, valid(), security(wsse))).status, 202);
      assert.match((await soap(submit, valid(), security('urn:strange'))).text, /SOAP_MUST_UNDERSTAND/);
    });

    describe('MessageHeader of CCN2', () => {
      const header = (inner: string) =>
        `<c:MessageHeader xmlns:c="http://ccn2.ec.eu/CCN2.Service.Platform.Common.Schema">${inner}</c:MessageHeader>`;
      const inner = (...more: string[]) =>
        ['<c:Version>1.0</c:Version>', '<c:MessageType>IE4S01</c:MessageType>', ...more].join('');

      it('is taken when it is right', async () => {
        const soon = new Date(Date.now() + 60_000).toISOString();
        const right = inner(
          `<c:MessageExpirationTimestamp>${soon}</c:MessageExpirationTimestamp>`,
          '<c:RequestCoD>false</c:RequestCoD>',
        );
        assert.equal((await soap(submit, valid(), header(right))).status, 202);
      });

      it('refuses a message that has expired, with the place', async () => {
        const expired = inner('<c:MessageExpirationTimestamp>2020-01-01T00:00:00+01:00</c:MessageExpirationTimestamp>');
        const { status, text } = await soap(submit, valid(), header(expired));
        assert.deepEqual([status, textOf(text, 'code')], [500, 'CCN2_MESSAGE_EXPIRED']);
        assert.equal(gateway.carried.length, 0);
      });

      it('refuses another version, elements in another order and a second header', async () => {
        const wrong = [
          header('<c:Version>2.0</c:Version><c:MessageType>IE4S01</c:MessageType>'),
          header('<c:MessageType>IE4S01</c:MessageType><c:Version>1.0</c:Version>'),
          header('<c:Version>1.0</c:Version>'),
          header(inner()) + header(inner()),
        ];
        for (const headers of wrong) {
          const { status, text } = await soap(submit, valid(), headers);
          assert.equal(status, 500);
          assert.match(text, /CCN2_HEADER_INVALID|HEADER_REPEATED/);
        }
        assert.equal(gateway.carried.length, 0);
      });
    });
  });

  describe('hostile bodies', () => {
    const type = { 'Content-Type': contentType() };
    const start = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>';
    const cases: readonly (readonly [string, string, number, string])[] = [
      ['malformed XML', `${start}<a></b>`, 500, 'XML_NOT_WELL_FORMED'],
      ['a document type', `<!DOCTYPE x SYSTEM "http://127.0.0.1/x">${start}</s:Body></s:Envelope>`, 500, 'XML_DOCTYPE'],
      [
        'an entity bomb',
        `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${start}&b;</s:Body></s:Envelope>`,
        500,
        'XML_DOCTYPE',
      ],
      ['deep nesting', `${start}${'<a>'.repeat(500)}${'</a>'.repeat(500)}</s:Body></s:Envelope>`, 500, 'XML_TOO_DEEP'],
      ['nothing', '', 500, 'XML_NOT_WELL_FORMED'],
      ['an oversize message', 'x'.repeat(200_001), 413, 'MESSAGE_TOO_LARGE'],
    ];
    for (const [name, body, status, code] of cases) {
      it(`${name} is refused with ${code}`, async () => {
        const got = await post(riskAnalysisPath, body, type);
        assert.equal(got.status, status, got.text);
        assert.match(got.text, new RegExp(code));
        assert.equal(gateway.carried.length, 0);
      });
    }

    it('bytes that are not UTF-8 are refused', async () => {
      const body = Buffer.from([0x3c, 0xff, 0xfe, 0x3e]);
      const { status, text } = await send(`${gateway.url}${riskAnalysisPath}`, {
        method: 'POST',
        body,
        headers: type,
        tls: belgium,
      });
      assert.equal(status, 500);
      assert.match(text, /NOT_UTF8/);
    });

    it('another content type is refused', async () => {
      assert.equal((await post(riskAnalysisPath, '{}', { 'Content-Type': 'application/json' })).status, 415);
      assert.equal(
        (await post('/rest/v1/entry/risk-analysis/IE4S01', '<a/>', { 'Content-Type': 'text/xml' })).status,
        415,
      );
    });

    it('JSON that is deep or broken is refused', async () => {
      const of = (body: string) =>
        post('/rest/v1/entry/risk-analysis/IE4S01', body, { 'Content-Type': 'application/json' });
      assert.match((await of('['.repeat(100))).text, /JSON_TOO_DEEP/);
      assert.match((await of('{"a":')).text, /JSON_NOT_WELL_FORMED/);
    });

    it('a path that is not offered to Member States does not exist', async () => {
      assert.equal((await json('/rest/v1/entry/filings/F32', {})).status, 404);
      assert.equal((await get('/soap/v1/entry?wsdl')).status, 404);
    });
  });

  describe('limits', () => {
    it('a Member State that sends too much is told to wait, and another one does not notice', async () => {
      const { createThrottle } = await import('../../shared-services/gateway/throttle.ts');
      const narrow = await startGateway(
        { throttle: createThrottle({ requests: 2, periodSeconds: 60 }) },
        gateway.exchange,
      );
      const ask = (tls: TlsMaterial) => send(`${narrow.url}/rest/v1/exchange/messages`, { tls });
      try {
        assert.deepEqual([(await ask(belgium)).status, (await ask(belgium)).status], [200, 200]);
        const third = await ask(belgium);
        assert.equal(third.status, 429);
        assert.ok(Number(third.headers['retry-after']) > 0);
        assert.equal((await ask(germany)).status, 200);
      } finally {
        await narrow.stop();
      }
    });

    it('a failure behind is told without its reason', async () => {
      gateway.answers.set(`entry.${submit}`, () => {
        throw new Error('a secret of the database');
      });
      const { status, text } = await soap(
        submit,
        xmlOf(RiskAnalysisOrchestrationBAS.operations[submit].request, exampleOf(submit)),
      );
      gateway.answers.delete(`entry.${submit}`);
      assert.deepEqual([status, textOf(text, 'code')], [500, 'INTERNAL_FAULT']);
      assert.doesNotMatch(text, /secret/);
    });
  });

  describe('mailbox by REST', () => {
    const list = async (tls: TlsMaterial, query = '') =>
      JSON.parse((await get(`/rest/v1/exchange/messages${query}`, tls)).text).message ?? [];
    const path = (messageId: string) => `/rest/v1/exchange/messages/${messageId}`;

    it("is a Member State's own: another one lists, reads and acknowledges nothing of it", async () => {
      const one = letter('DE', mrn(1));
      await gateway.exchange.deliver(one);
      assert.deepEqual(
        (await list(germany)).map((message: { messageId: string }) => message.messageId),
        [one.messageId],
      );
      assert.deepEqual(await list(belgium), []);
      assert.equal((await get(path(one.messageId), belgium)).status, 404);
      assert.equal((await json(`${path(one.messageId)}/acknowledgement`, {}, belgium)).status, 404);
      assert.equal((await get(path(one.messageId), germany)).status, 200);
      assert.equal((await json(`${path(one.messageId)}/acknowledgement`, {}, germany)).status, 200);
      assert.deepEqual(await list(germany), []);
    });

    it('answers a long poll when a message comes', async () => {
      const sinceMs = performance.now();
      const waiting = list(belgium, '?waitSeconds=20');
      setTimeout(() => void gateway.exchange.deliver(letter('BE', mrn(2))), 150);
      assert.equal((await waiting).length, 1);
      assert.ok(performance.now() - sinceMs < 5000);
    });

    it('refuses parameters that it does not know, or that are wrong', async () => {
      assert.equal((await get('/rest/v1/exchange/messages?limit=0')).status, 400);
      assert.equal((await get('/rest/v1/exchange/messages?all=yes')).status, 400);
    });

    it('is audited, each reading with the Member State that read', async () => {
      const rows = await gateway.exchange.query<{ event: string; party: string }>(
        `select event, party from record where event in ('ccn2ng.exchange.fetch', 'ccn2ng.exchange.acknowledge') and outcome <> 'refused'`,
      );
      assert.deepEqual(
        new Set(rows.map(({ event, party }) => `${event} ${party}`)),
        new Set(['ccn2ng.exchange.fetch DE', 'ccn2ng.exchange.acknowledge DE']),
      );
    });
  });
});
