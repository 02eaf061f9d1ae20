import assert from 'node:assert/strict';
import { continueTrace, newTraceparent } from './trace.ts';

const form = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

describe('W3C trace context', () => {
  it('a new trace has the form of the recommendation, and is new', () => {
    assert.match(newTraceparent(), form);
    assert.notEqual(newTraceparent(), newTraceparent());
  });

  it('a trace goes on under its id and flags, with a span of our own', () => {
    const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const next = continueTrace(given);
    assert.match(next, form);
    assert.equal(next.slice(0, 36), given.slice(0, 36));
    assert.equal(next.slice(-2), '00');
    assert.notEqual(next, given);
  });

  const malformed = [
    undefined,
    '',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n',
  ];
  for (const header of malformed)
    it(`${JSON.stringify(header) ?? 'nothing'} begins a new trace`, () => {
      assert.match(continueTrace(header), form);
      if (header !== undefined && header.length > 36)
        assert.notEqual(continueTrace(header).slice(3, 35), header.slice(3, 35));
    });
});
