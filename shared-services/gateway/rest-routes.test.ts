import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { element, integer, message, optional, token } from '../../reference-architecture/contract/schema.ts';
import { MethodRefusal } from './refusals.ts';
import { restContent } from './rest-request.ts';
import { createRestRoutes, offeredTo } from './rest-routes.ts';

const request = message(
  'Ask',
  'urn:test',
  'Asks',
  element({ reference: optional(token({})), other: optional(token({})) }),
);

const on = (method: 'GET' | 'POST' | 'DELETE', path: string, circle: 'untrusted' | 'trusted' = 'untrusted') =>
  operation({
    summary: '',
    audience: [{ circle, profiles: ['any'] }],
    effect: 'query',
    priority: 'B',
    request,
    refusals: {},
    emits: [],
    audit: { event: 'test' },
    retention: 'none',
    deadlineMs: 1000,
    bpmnTask: 'x.bpmn#Y',
    rest: { method, path },
  });

const contractOf = (operations: Record<string, ReturnType<typeof on>>, internal = false) =>
  application({
    name: 'test',
    platform: 'cdco',
    title: '',
    description: '',
    owner: '',
    version: '1',
    services: { Test: service({ title: '', namespace: 'urn:test', version: '1', internal, operations }) },
    events: {},
    notifications: {},
    subscribes: [],
  });

const routesOf = (operations: Record<string, ReturnType<typeof on>>) =>
  createRestRoutes(offeredTo([contractOf(operations)], 'untrusted'));

describe('REST routes', () => {
  const routes = routesOf({
    list: on('GET', '/things'),
    one: on('GET', '/things/{reference}'),
    remove: on('DELETE', '/things/{reference}'),
    latest: on('GET', '/things/latest'),
    part: on('POST', '/things/{reference}/parts/{other}'),
  });
  const nameOf = (method: string, url: string) => routes.find(method, url).route.placed.name;

  it('lead to the operation by method and path', () => {
    assert.equal(nameOf('GET', '/things'), 'list');
    assert.equal(nameOf('GET', '/things/7'), 'one');
    assert.equal(nameOf('DELETE', '/things/7'), 'remove');
    assert.deepEqual(routes.find('POST', '/things/a/parts/b').parameters, { reference: 'a', other: 'b' });
  });
  it('prefer a literal to a parameter', () => {
    assert.equal(nameOf('GET', '/things/latest'), 'latest');
  });
  it('say which methods a path takes', () => {
    assert.throws(
      () => routes.find('PUT', '/things/7'),
      (error) => error instanceof MethodRefusal && error.allow.join() === 'GET,DELETE',
    );
  });
  it('do not lead to what the circle may not call, or what is internal', () => {
    const other = contractOf({ theirs: on('GET', '/theirs', 'trusted') });
    const internal = contractOf({ inside: on('GET', '/inside') }, true);
    assert.deepEqual(offeredTo([other, internal], 'untrusted'), []);
  });
  it('are not made of contracts that claim the same path', () => {
    assert.throws(
      () => routesOf({ one: on('GET', '/x/{reference}'), two: on('GET', '/x/{other}') }),
      /GET \/x\/\{\} is claimed by test\.one and by test\.two/,
    );
  });

  describe('make the request', () => {
    it('of path and body, unless they contradict each other', () => {
      const match = routes.find('POST', '/things/a/parts/b');
      assert.deepEqual(restContent(match, undefined), { reference: 'a', other: 'b' });
      assert.deepEqual(restContent(match, { reference: 'a' }), { reference: 'a', other: 'b' });
      assert.throws(() => restContent(match, { reference: 'c' }), /PARAMETER_INVALID/);
    });
    it('of what the body is, where that is no object: the validator will say so', () => {
      assert.equal(restContent(routes.find('POST', '/things/a/parts/b'), null), null);
    });
    it('of numbers that are exact, up to the largest that is, and no other', () => {
      const counted = {
        ...on('GET', '/counted'),
        request: message(
          'Count',
          'urn:test',
          'Counts',
          element({ count: integer({ maximum: Number.MAX_SAFE_INTEGER }) }),
        ),
      };
      const numbers = routesOf({ counted } as never);
      const countIn = (text: string) =>
        (restContent(numbers.find('GET', `/counted?count=${text}`), undefined) as { count: unknown }).count;
      assert.deepEqual(['0', '-7', '9007199254740991'].map(countIn), [0, -7, Number.MAX_SAFE_INTEGER]);
      for (const text of ['9007199254740993', '1e3', '0x10', '1.0', '99999999999999999999'])
        assert.equal(countIn(text), text);
    });
    it('of path and query', () => {
      assert.deepEqual(restContent(routes.find('GET', '/things?other=x%26y'), undefined), { other: 'x&y' });
      assert.deepEqual(restContent(routes.find('GET', '/things/7?other=x'), undefined), { reference: '7', other: 'x' });
    });
  });
});
