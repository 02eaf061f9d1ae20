import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createLogLines } from './log-lines.ts';
import { createLogger } from './logging.ts';

const all = { lines: 10, characters: 10_000 };

describe('log lines on their way', () => {
  const written = () => {
    const lines: string[] = [];
    return { lines, out: { write: (line: string) => void lines.push(line) } };
  };

  it('go to standard output and wait to be taken, in their order', () => {
    const { lines, out } = written();
    const kept = createLogLines({ out });
    const log = createLogger({ level: 'info', platform: 'test', destination: kept.destination });
    log.info('one');
    log.warn({ conversationId: 'c' }, 'two');
    log.debug('not at this level');
    assert.equal(lines.length, 2);
    const taken = kept.take(all);
    assert.deepEqual(
      taken.lines.map((line) => (JSON.parse(line) as { msg: string }).msg),
      ['one', 'two'],
    );
    assert.deepEqual([taken.dropped, kept.take(all).lines], [0, []]);
  });

  it('are thrown away and counted where there is no room, and standard output has them all', () => {
    const { lines, out } = written();
    const kept = createLogLines({ out, maxWaiting: 2, maxLength: 10 });
    for (const line of ['a\n', 'b\n', 'c\n', `${'long'.repeat(5)}\n`]) kept.destination.write(line);
    assert.deepEqual(kept.take(all), { lines: ['a', 'b'], dropped: 2 });
    assert.equal(lines.length, 4);
  });

  it('are taken as many at once as fit', () => {
    const kept = createLogLines({ out: { write: () => {} } });
    for (const line of ['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee']) kept.destination.write(line);
    const taken = (lines: number, characters: number) => kept.take({ lines, characters }).lines;
    assert.deepEqual(taken(2, 100), ['aaaa', 'bbbb']);
    assert.deepEqual(taken(5, 3), ['cccc'], 'one at least, or nothing would ever be taken');
    assert.deepEqual(taken(5, 8), ['dddd', 'eeee']);
    assert.deepEqual(taken(5, 8), []);
  });
});
