import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { application, type Operation, operation, service } from '../../reference-architecture/contract/language.ts';
import { renderOpenApi } from '../../reference-architecture/contract/render/openapi.ts';
import { element, message, token } from '../../reference-architecture/contract/schema.ts';
import { endingHeaders, withEnding } from './ending.ts';
import { createRestRoutes, offeredTo } from './rest-routes.ts';
import { createSoapRoutes } from './soap-routes.ts';

const ask = (version: string): Operation =>
  operation({
    summary: 'Asks.',
    audience: [{ circle: 'untrusted', profiles: ['declarant'] }],
    effect: 'query',
    priority: 'B',
    request: message('Ask', `urn:shop:${version}`, 'Asks', element({ thing: token({}) })),
    reply: message('Answer', `urn:shop:${version}`, 'Answers', element({ thing: token({}) })),
    ...{ refusals: {}, emits: [], audit: { event: 'shop.ask' }, retention: 'none', deadlineMs: 1000 },
    bpmnTask: 'x.bpmn#Y',
    rest: { method: 'GET', path: version === '1' ? '/shop' : '/shop/v2' },
    soap: { action: `urn:shop:${version}:ask` },
  });

const of = (version: string) => ({ title: '', namespace: `urn:shop:${version}`, version });
const soap = (path: string) => ({ versions: ['1.2'] as const, path });

const shop = application({
  ...{ name: 'shop', platform: 'cdco', title: 'Shop', description: '', owner: '', version: '2' },
  services: {
    Shop: service({
      ...of('1'),
      soap: soap('/soap/v1/shop'),
      deprecated: { since: '2026-11-01', sunset: '2027-11-01', replacedBy: 'shop.Shop2' },
      operations: { ask: ask('1') },
    }),
    Shop2: service({ ...of('2'), soap: soap('/soap/v2/shop'), operations: { ask2: ask('2') } }),
  },
  ...{ events: {}, notifications: {}, subscribes: [] },
});

describe('two versions of a service', () => {
  it('stand beside each other at a gateway, by REST and SOAP', () => {
    const offered = offeredTo([shop], 'untrusted');
    const [rest, byPath] = [createRestRoutes(offered), createSoapRoutes(offered)];
    assert.equal(rest.find('GET', '/shop?thing=a').route.placed.serviceName, 'Shop');
    assert.equal(rest.find('GET', '/shop/v2?thing=a').route.placed.serviceName, 'Shop2');
    assert.notEqual(byPath.service('/soap/v1/shop'), byPath.service('/soap/v2/shop'));
  });

  it('of which one ends say so in what is published, and in every answer of that one', () => {
    const { paths } = renderOpenApi(shop, 'untrusted') as { paths: Record<string, { get: Record<string, unknown> }> };
    assert.deepEqual(
      ['/shop', '/shop/v2'].map((path) => [paths[path]?.get.deprecated, paths[path]?.get['x-portorium-sunset']]),
      [
        [true, '2027-11-01'],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(endingHeaders({ service: shop.services.Shop }), {
      Deprecation: '@1793491200',
      Sunset: 'Mon, 01 Nov 2027 00:00:00 GMT',
      'Portorium-Replaced-By': 'shop.Shop2',
    });
    const answer = { status: 200, headers: { a: 'b' }, body: '' };
    assert.equal(withEnding(answer, { service: shop.services.Shop2 }), answer);
    assert.equal(withEnding(answer, undefined), answer);
    assert.ok('Sunset' in withEnding(answer, { service: shop.services.Shop }).headers);
  });
});
