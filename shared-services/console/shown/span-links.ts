/** Ways to the same page over another time. */
import { attributes, type Html, html } from '../../gateway/pages/html.ts';
import { type Asked, address } from '../paths.ts';
import { spans } from './series.ts';

export const spanLinks = (path: string, hours: number, asked: Asked = {}): Html =>
  html`<nav class="spans" aria-label="Time"><ul class="plain row">${spans.map(
    ([of, title]) =>
      html`<li><a class="span"${attributes({ href: address(path, { ...asked, hours: of }), 'aria-current': of === hours ? 'true' : undefined })}>${title}</a></li>`,
  )}</ul></nav>`;
