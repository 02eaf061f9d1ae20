/** One figure, large, which leads to its page. */
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';

export const tile = (title: string, path: string, figure: string, text: Piece, tone = 'plain-tone'): Html =>
  html`<li><a class="gauge gauge-${tone}" href="${path}"><span class="gauge-title">${title}</span><span class="gauge-figure">${figure}</span><span class="gauge-text">${text}</span></a></li>`;
