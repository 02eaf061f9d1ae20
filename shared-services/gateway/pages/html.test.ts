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

  it('show what nobody would see: controls of the writing direction, and control characters', () => {
    assert.equal(html`${'pay \u202e001\u202c EUR\u0085'}`.text, 'pay [U+202E]001[U+202C] EUR[U+0085]');
    assert.equal(html`${'\u2066a\u2069\u2028\u0000'}`.text, '[U+2066]a[U+2069][U+2028][U+0000]');
    const good = 'Größe, Ħal Għaxaq, Θεσσαλονίκη\tשלום\r\n';
    assert.equal(html`${good}`.text, good);
    assert.equal(attributes({ value: '\u202e' }).text, ' value="\u202e"', 'a field is sent as it came');
  });

  it('let no text, whatever it is, end the place where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(html`${text}`.text)),
      { numRuns: 500 },
    );
  });
});
