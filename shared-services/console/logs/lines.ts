/** Log lines, one under the other: what happened in a line, the whole of it below. */
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { link, type StateTone, state } from '../../gateway/pages/parts.ts';
import type { Visitor } from '../../gateway/pages/site/visit.ts';
import { address, paths } from '../paths.ts';
import type { LogLine } from './find.ts';

const tones: Readonly<Record<string, StateTone>> = { warn: 'waiting', error: 'bad', fatal: 'bad' };

export const levelOf = ({ level }: LogLine): Html => state(level, tones[level] ?? 'ended');

const readable = (content: string): string => {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
};

const about = ({ operation, reference, partner }: LogLine): string =>
  [operation, reference, partner].filter((one) => one !== undefined).join(', ');

const ways = ({ conversationId, platform }: LogLine, visitor: Visitor): Piece =>
  html`<p class="log-ways">${
    conversationId !== undefined && [
      visitor.may('audit.consultTrail') &&
        html`${link('The journey of its conversation', address(paths.journey, { conversation: conversationId }))} `,
      html`${link('All lines of its conversation', address(paths.logs, { conversationId }))} `,
    ]
  }${link(`Lines of ${platform}`, address(paths.logs, { platform }))}</p>`;

const timeOf = (atMs: number): Html => {
  const at = new Date(atMs).toISOString();
  return html`<time class="instant" datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 23)}</time>`;
};

/** Open ones stay open when the page is told of newer ones: each has a name. */
export const lineView = (line: LogLine, visitor: Visitor): Html =>
  html`<details class="log-line" id="line-${line.id}"><summary><span class="log-time">${timeOf(line.atMs)}</span> ${levelOf(line)} <span class="log-platform">${line.platform}</span> <span class="log-text">${line.message} <span class="muted">${about(line)}</span></span></summary><div class="log-whole">${ways(line, visitor)}<pre class="command" tabindex="0" aria-label="The whole line">${readable(line.content)}</pre></div></details>`;

export const lineList = (lines: readonly LogLine[], visitor: Visitor): Html =>
  html`<ol class="log-lines">${lines.map((line) => html`<li>${lineView(line, visitor)}</li>`)}</ol>`;
