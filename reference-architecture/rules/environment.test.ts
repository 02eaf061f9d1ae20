import assert from 'node:assert/strict';
import { bareCode, isTest, placesOf, type SourceFile, sourceFiles } from './source-files.ts';

/** Files that run as programs: they read the environment, build what they need, and speak to a person. */
const isProgram = (path: string): boolean =>
  /^(start|bench|journeys)\//.test(path) ||
  /(^|\/)command\.ts$/.test(path) ||
  /^simulators\/.*(main|command)\.ts$/.test(path);

const maySpeak = (path: string): boolean => isProgram(path) || /^simulators\//.test(path);

const parts = (allowed: (path: string) => boolean): SourceFile[] =>
  sourceFiles().filter(({ path }) => !allowed(path) && !isTest(path));

describe('parts', () => {
  it('do not read the environment', () => {
    const found = parts(isProgram).flatMap((file) => placesOf(file, bareCode(file), /\bprocess\.(env|argv)\b/g));
    assert.deepEqual(
      found,
      [],
      'Programs read the environment once, at the start, with every fault told; parts are handed what they need.',
    );
  });

  it('do not write to the console', () => {
    const found = parts(maySpeak).flatMap((file) => placesOf(file, bareCode(file), /\bconsole\.\w+/g));
    assert.deepEqual(found, [], 'Parts write structured logs, with the conversation they belong to.');
  });

  it('do not end the process', () => {
    const found = parts(maySpeak).flatMap((file) => placesOf(file, bareCode(file), /\bprocess\.exit\b/g));
    assert.deepEqual(found, [], 'Whoever started a part ends it, in order, and loses nothing.');
  });

  it('take what they need as arguments: no singletons that are changed', () => {
    const found = parts(isProgram).flatMap((file) => placesOf(file, bareCode(file), /^export let .*/gm));
    assert.deepEqual(found, [], 'A value that anybody may change is nobody’s; two tests could not run side by side.');
  });
});
