import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesLike, root, textOf } from './source-files.ts';

const documents = (): string[] =>
  filesLike('**/*.md').filter((path) => !path.startsWith('reference-architecture/published/'));

const withoutCodeBlocks = (text: string): string =>
  text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ' '));

const linksIn = (path: string): string[] =>
  [...withoutCodeBlocks(textOf(path)).matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map(({ groups }) => (groups?.['target'] ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));

const ours = [
  'platforms',
  'shared-services',
  'reference-architecture',
  'start',
  'simulators',
  'bench',
  'journeys',
  'deploy',
  'kit',
];

/** `start/settings.ts` in backticks: a path of ours, without placeholders. */
const fileNamesIn = (path: string): string[] =>
  [
    ...withoutCodeBlocks(textOf(path)).matchAll(/`(?<name>[\w.-]+(?:\/[\w.-]+)*\.(?:ts|md|sql|json|bpmn|sh|yml))`/g),
  ].map(({ groups }) => groups?.['name'] ?? '');

const isPath = (name: string): boolean => ours.includes(name.split('/')[0] ?? '');

const scripts = (): string[] => {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { scripts: known = {} } = parsed as { readonly scripts?: Record<string, string> };
  return [...Object.keys(known), 'ci', 'install'];
};

describe('documents', () => {
  it('link to what exists', () => {
    const broken = documents().flatMap((path) =>
      linksIn(path)
        .filter((target) => !existsSync(join(root, normalize(join(dirname(path), target)))))
        .map((target) => `${path} -> ${target}`),
    );
    assert.deepEqual(broken, [], 'When something goes, its mentions go with it.');
  });

  it('name files that exist', () => {
    const broken = documents().flatMap((path) =>
      fileNamesIn(path)
        .filter((name) => isPath(name) || name.startsWith('./'))
        .filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, dirname(path), name)))
        .map((name) => `${path}: ${name}`),
    );
    assert.deepEqual([...new Set(broken)], [], 'A reader looks for the file that is named.');
  });

  it('name commands that exist', () => {
    const known = new Set(scripts());
    const broken = documents().flatMap((path) =>
      [...textOf(path).matchAll(/npm run (?<script>[\w:-]+)/g)]
        .map(({ groups }) => groups?.['script'] ?? '')
        .filter((script) => !known.has(script))
        .map((script) => `${path}: npm run ${script}`),
    );
    assert.deepEqual([...new Set(broken)], [], 'A reader types the command that is named.');
  });

  it('are there for whoever comes first', () => {
    const needed = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'];
    assert.deepEqual(
      needed.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });
});
