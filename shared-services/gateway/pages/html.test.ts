import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attributes, escapeHtml, html } from './html.ts';

describe('templates of pages', () => {
  it('escape what is put into them, in content and in attributes', () => {
    const bad = `"><script>alert('&')</script>`;
    const { text } = html`<p title="${bad}">${bad}</p>`;
    assert.equal(text.match(/[<>]/g)?.length, 4);
    assert.equal(attributes({ value: bad }).text, ` value="${escapeHtml(bad)}"`);
  });

  it('take HTML as it is, lists one after the other, and leave out what is not there', () => {
    const items = ['a', '<b>'].map((one) => html`<li>${one}</li>`);
    assert.equal(html`<ul>${items}${undefined}${false}${0}</ul>`.text, '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>');
    assert.equal(attributes({ checked: true, disabled: false, id: undefined, size: 3 }).text, ' checked size="3"');
  });

  it('let no text, whatever it is, end the place where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(html`${text}`.text)),
      { numRuns: 500 },
    );
  });
});
