import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Refusal } from '../kit/refusal.ts';
import { addressOf, segmentsOf } from './path.ts';

const plain = /^[A-Za-z0-9._~!$&'()*+,;=:@-]+$/;

describe('a path', () => {
  it('is split from its query at the first question mark', () => {
    assert.deepEqual(addressOf('/a/b?c=d?e'), { path: '/a/b', query: 'c=d?e' });
    assert.deepEqual(addressOf('/'), { path: '/', query: '' });
  });

  it('keeps what stands between slashes, whatever it is, or is refused', () => {
    const segment = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const path = `/${segments.map((one) => (one.isWellFormed() ? encodeURIComponent(one) : one)).join('/')}`;
        let read: string[];
        try {
          read = segmentsOf(addressOf(path).path);
        } catch (error) {
          assert.ok(error instanceof Refusal && error.code === 'PATH_NOT_CANONICAL');
          return;
        }
        assert.deepEqual(read, segments);
      }),
    );
  });

  it('that is accepted has no second reading: no dot segment, no slash or control character inside a segment', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '.',
      '..',
      '%2e',
      '%2F',
      '%5c',
      '\\',
      '%00',
      '%25',
      'a',
      'Z9',
      ';',
      '%20',
      'é',
      '%c3%a9',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const url = `/${pieces.join('')}`;
        try {
          for (const segment of segmentsOf(addressOf(url).path)) {
            assert.doesNotMatch(segment, /^\.{1,2}$|[/\\%]|[^ -~]/, url);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('of ordinary names is accepted', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(plain).filter((name) => !/^\.+$/.test(name)),
        (name) => {
          assert.deepEqual(segmentsOf(addressOf(`/x/${name}`).path), ['x', name]);
        },
      ),
    );
  });
});
