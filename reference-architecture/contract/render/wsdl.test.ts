import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { XmlDocument } from 'libxml2-wasm';
import * as soap from 'soap';
import { withXsd } from './support/compile-xsd.ts';
import { inlineSchemas, portTypeOf, wsdlFacts } from './support/read-wsdl.ts';
import { sample } from './support/sample.ts';
import { declarationExample } from './support/sample-messages.ts';
import { renderWsdl } from './wsdl.ts';

const both = (port: number) => ({
  soap11: `http://127.0.0.1:${port}/soap11`,
  soap12: `http://127.0.0.1:${port}/soap12`,
});
const declarations = renderWsdl(sample, 'declarations', both(1));

/** An HTTP server that keeps the one request it gets and answers with `answer`. */
const recorded = async (answer: string, call: (port: number) => Promise<unknown>) => {
  const received = { body: '', headers: {} as Record<string, unknown> };
  const server = createServer(async (request, response) => {
    received.headers = request.headers;
    for await (const chunk of request) received.body += String(chunk);
    response.writeHead(answer === '' ? 202 : 200, { 'content-type': 'text/xml' }).end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await call((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
  return received;
};

const bodyOf = (envelope: string): string => {
  const document = XmlDocument.fromString(envelope);
  try {
    const child = document.get('/*[local-name()="Envelope"]/*[local-name()="Body"]/*');
    // The element with all namespaces that it needs, as a document of its own.
    return child === null ? assert.fail(`no Body in ${envelope}`) : child.canonicalizeToString();
  } finally {
    document.dispose();
  }
};

describe('WSDL of a contract service', () => {
  it('holds schemas that compile together', () => {
    for (const [name, files] of inlineSchemas(declarations)) withXsd(name, files, () => {});
    assert.equal(inlineSchemas(declarations).length, 5);
  });

  it('has one binding and port for each SOAP version offered and located', () => {
    const facts = (locations: Parameters<typeof renderWsdl>[2]) =>
      wsdlFacts(renderWsdl(sample, 'declarations', locations));
    assert.deepEqual(facts(both(1)).ports, [
      ['1.1', 'http://127.0.0.1:1/soap11'],
      ['1.2', 'http://127.0.0.1:1/soap12'],
    ]);
    assert.deepEqual(facts({ soap12: 'http://x/' }).ports, [['1.2', 'http://x/']]);
  });

  it('has no output and no fault for one-way operations, and both for the others', () => {
    const portType = portTypeOf(declarations);
    assert.deepEqual(
      portType.map(({ name, output, fault }) => ({ name, output, fault })),
      [
        { name: 'submitDeclaration', output: undefined, fault: undefined },
        {
          name: 'consult',
          output: '{urn:portorium:sample:declarations:interface:1}consultRespMsg',
          fault: '{urn:portorium:fault:1}Fault',
        },
        { name: 'IsAlive', output: '{urn:portorium:monitoring:1}isAliveRespMsg', fault: undefined },
      ],
    );
  });

  it('is refused for a service that is not there or not offered by SOAP', () => {
    assert.throws(() => renderWsdl(sample, 'none', {}), /has no service none/);
    assert.throws(() => renderWsdl(sample, 'upkeep', {}), /not offered by SOAP/);
  });
});

describe('a client made by the soap package from the WSDL', () => {
  for (const version of ['1.1', '1.2'] as const) {
    it(`sends SOAP ${version} that the schemas accept, with the action of the contract`, async () => {
      const { body, headers } = await recorded('', async (port) => {
        const locations = version === '1.1' ? { soap11: both(port).soap11 } : { soap12: both(port).soap12 };
        const client = await soap.createClientAsync(renderWsdl(sample, 'declarations', locations), {
          forceSoap12Headers: version === '1.2',
        });
        const { postalValue, ...item } = declarationExample.goodsItem[0] ?? assert.fail();
        const message = { ...declarationExample, goodsItem: [{ ...item, postalValue: { attributes: postalValue } }] };
        // The element order of the package is that of the object; the contract's is the schema's.
        const { packaging, ...first } = message.goodsItem[0] ?? assert.fail();
        await client.submitDeclarationAsync({ ...message, goodsItem: [{ ...first, packaging }] });
      });
      const action = 'urn:portorium:sample:submitDeclaration';
      assert.match(
        version === '1.1' ? String(headers.soapaction) : String(headers['content-type']),
        new RegExp(action),
      );
      const [name, files] = inlineSchemas(declarations).find(([file]) => file.includes('wco')) ?? assert.fail();
      withXsd(name, files, (validate) => validate(bodyOf(body)));
    });
  }

  it('wraps and unwraps where the contract has a wrapper', async () => {
    let result: unknown;
    const answer = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
      <w:consultRespMsg xmlns:w="urn:portorium:sample:declarations:interface:1"><IE4R05 xmlns="urn:wco:datamodel:eu:ics2:2">
      <MRN>26DE00000000000AB1</MRN><declarant><name>Muster</name></declarant></IE4R05></w:consultRespMsg></s:Body></s:Envelope>`;
    const { body } = await recorded(answer, async (port) => {
      const client = await soap.createClientAsync(renderWsdl(sample, 'declarations', { soap11: both(port).soap11 }));
      [result] = await client.consultAsync({ IE4Q10: { MRN: '26DE00000000000AB1' } });
    });
    const [name, files] = inlineSchemas(declarations).find(([file]) => file.includes('interface')) ?? assert.fail();
    withXsd(name, files, (validate) => validate(bodyOf(body)));
    assert.deepEqual(result, { IE4R05: { MRN: '26DE00000000000AB1', declarant: { name: 'Muster' } } });
  });
});
