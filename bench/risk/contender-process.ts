/** A contender in a process of its own, with its own heap and its own compiled code: it takes its turn when it is told to. */
import { contenders } from './contenders.ts';
import { createDeclarations } from './declarations.ts';
import type { Order, Report } from './measure.ts';
import { createProfiles } from './profiles.ts';
import { createWorld } from './world.ts';

const [name = '', count = '0', declarations = '0', part = '1'] = process.argv.slice(2);
const world = createWorld();
const all = createDeclarations(world, Number(declarations), 1);
const mine = all
  .map((declaration, number) => ({ declaration, number }))
  .filter(({ number }) => number % Number(part) === 0);
const profiles = createProfiles(world, Number(count));
const sample = createDeclarations(world, 1000, 77);

const collect = () => (globalThis as { gc?: () => void }).gc?.();
const memoryMb = () => {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + external + arrayBuffers) / 1_000_000;
};

const before = memoryMb();
const sinceMs = performance.now();
const loaded = await contenders.find((one) => one.name === name)!.load(profiles, sample);
const loadMs = performance.now() - sinceMs;
const texts = mine.map(({ declaration }) => loaded.textOf(declaration));
const report = (message: Report) => process.send!(message);
report({ kind: 'loaded', loadMs, memoryMb: memoryMb() - before });

const answers = async (): Promise<Report> => {
  const found: [number, readonly string[]][] = [];
  for (const [position, { declaration, number }] of mine.entries()) {
    found.push([number, [...(await loaded.evaluate(JSON.parse(texts[position]!), declaration))].sort()]);
  }
  return { kind: 'answers', answers: found };
};

/** Whole passes until the time is over. Parsing and evaluation are timed apart, declaration by declaration. */
const slice = async (forMs: number): Promise<Report> => {
  const timesUs = mine.map(({ number }) => ({ number, parseUs: 0, evaluateUs: 0 }));
  const untilMs = performance.now() + forMs;
  let passes = 0;
  do {
    for (let position = 0; position < mine.length; position += 1) {
      const [text, time] = [texts[position]!, timesUs[position]!];
      const startMs = performance.now();
      const parsed = JSON.parse(text);
      const parsedMs = performance.now();
      const answer = loaded.evaluate(parsed, mine[position]!.declaration);
      if (answer instanceof Promise) await answer;
      time.parseUs += (parsedMs - startMs) * 1000;
      time.evaluateUs += (performance.now() - parsedMs) * 1000;
    }
    passes += 1;
  } while (performance.now() < untilMs);
  for (const time of timesUs) {
    time.parseUs /= passes;
    time.evaluateUs /= passes;
  }
  return { kind: 'slice', timesUs };
};

process.on('message', async (order: Order) => {
  report(order.kind === 'answers' ? await answers() : await slice(order.forMs));
});
