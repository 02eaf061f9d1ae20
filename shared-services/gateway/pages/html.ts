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

const isMany = (piece: Piece): piece is readonly Piece[] => Array.isArray(piece);

const textOf = (piece: Piece): string => {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  return isMany(piece) ? piece.map(textOf).join('') : escapeHtml(String(piece));
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
