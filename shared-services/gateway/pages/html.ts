/** HTML as a type of its own: whatever is put into a template is escaped, unless it is HTML already. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes; `undefined` and `false` leave nothing behind. */
export type Piece = Html | string | number | undefined | false | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one] ?? '');

/**
 * What is not seen and changes what is: controls of the writing direction (a text with U+202E reads backwards, CVE-2021-42574),
 * and control characters but tab and line break. No language of the Union needs them.
 */
const unseen = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]|(?![\t\n\r])\p{Cc}/gu;

/** Such a character is shown by its number, `[U+202E]`: whoever decides by a text sees all of it, in its order. */
const shown = (text: string): string =>
  text.replace(unseen, (one) => `[U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);

const isMany = (piece: Piece): piece is readonly Piece[] => Array.isArray(piece);

const textOf = (piece: Piece): string => {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  return isMany(piece) ? piece.map(textOf).join('') : escapeHtml(shown(String(piece)));
};

/** `` html`<p>${text}</p>` ``: values stand in element content or in attributes with double quotes, nowhere else. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(texts.map((text, index) => text + textOf(pieces[index])).join(''));

/** `name="value"` for each that has a value; `true` writes the name alone. */
export const attributes = (values: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Html(
    Object.entries(values)
      .flatMap(([name, value]) => {
        if (value === undefined || value === false) return [];
        return [value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`];
      })
      .join(''),
  );
