import assert from 'node:assert/strict';
import { createLogger, type Logger, neverLogged } from './logging.ts';
import { Refusal } from './refusal.ts';

const secret = 'hunter2-planted';

/** What is written when `write` logs. */
const written = (write: (log: Logger) => void): string => {
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
    },
  };
  write(createLogger({ level: 'trace', platform: 'test', destination }));
  return text;
};

describe('logging', () => {
  it('writes one JSON object a line, with time, level and platform', () => {
    const line = JSON.parse(written((log) => log.info({ mrn: 'M' }, 'registered')));
    assert.deepEqual(
      { ...line, time: typeof line.time },
      { level: 'info', time: 'string', platform: 'test', mrn: 'M', msg: 'registered' },
    );
  });

  const spellings = (name: string) => [
    name,
    name.toUpperCase(),
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ];
  for (const name of neverLogged.flatMap(spellings)) {
    it(`never writes what stands under ${name}, at any depth`, () => {
      for (const planted of [
        { [name]: secret },
        { a: { [name]: secret } },
        { a: { b: { [name]: { deeper: secret } } } },
        { a: [{ [name]: secret }] },
        { a: { b: { c: { d: { e: { f: { [name]: secret } } } } } } },
      ]) {
        assert.ok(!written((log) => log.info(planted, 'planted')).includes(secret));
        assert.ok(!written((log) => log.child(planted).info('planted')).includes(secret));
        assert.ok(!written((log) => log.error({ err: planted }, 'planted')).includes(secret));
      }
    });
  }

  it('writes identifiers that stand beside', () => {
    const line = JSON.parse(written((log) => log.info({ call: { token: secret, conversationId: 'c' } })));
    assert.deepEqual(line.call, { token: '[cut]', conversationId: 'c' });
  });

  it('tells an error by type, code and stack, and nothing that a driver adds to it', () => {
    const error = Object.assign(new TypeError('broke'), {
      code: '23502',
      detail: secret,
      where: secret,
      parameters: [secret],
    });
    for (const write of [
      (log: Logger) => log.error({ err: error }, 'failed'),
      (log: Logger) => log.error(error),
      (log: Logger) => log.error({ reason: error }, 'failed'),
      (log: Logger) => log.error({ err: new Error('outer', { cause: error }) }, 'failed'),
    ]) {
      const text = written(write);
      assert.ok(!text.includes(secret));
      assert.ok(text.includes('TypeError') && text.includes('23502') && text.includes('logging.test.ts'));
    }
  });

  it('tells of what a database could not take, and not what it was', () => {
    const text = (code: string, message: string) =>
      written((log) => log.error({ err: Object.assign(new Error(message), { code }) }, 'failed'));
    for (const value of [secret, `a "quoted" ${secret}`, `two\nlines of ${secret}`]) {
      const told = text('22P02', `invalid input syntax for type uuid: "${value}"`);
      assert.ok(!told.includes(secret), told);
      assert.ok(told.includes('type uuid') && told.includes('logging.test.ts'));
    }
    assert.ok(text('42P01', 'relation "filing" does not exist').includes('filing'));
  });

  it('tells the detail of a Refusal, which is meant for the log', () => {
    const refusal = new Refusal({ code: 'NO', status: 'conflict', title: 'No.', detail: 'because' });
    assert.ok(written((log) => log.warn({ err: refusal })).includes('because'));
  });

  it('survives what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    assert.ok(written((log) => log.info({ loop })).includes('[cut]'));
  });
});
