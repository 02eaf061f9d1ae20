/** Parts of a page that change by themselves: each is marked, so that the script can put a newer one in its place. */
import { sha256Hex } from '../../../kit/call.ts';
import { type Html, html, type Piece } from '../html.ts';

/** Below the root of a site: where a page tells what changes of it. */
export const liveRoot = '/live';

/** Identifies a part as it is now. */
export const versionOf = ({ text }: Html): string => sha256Hex(text).slice(0, 12);

/** Without the script it is a part of the page as any other, and as old as the page. */
export const livePart = (name: string, content: Html): Html =>
  html`<div id="live-${name}" data-live="${name}" data-version="${versionOf(content)}">${content}</div>`;

/** Says whether the page is told what changes; the script fills it in. */
export const liveState: Piece = html`<p class="live-state" id="live-state" role="status">As of when the page was loaded.</p>`;
