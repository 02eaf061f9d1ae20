/**
 * As much of a browser as the sign-in pages need: cookies with their paths, forms, redirects within the server, and to other
 * servers that it is told of. Cookies know no ports: all servers of this machine see the same ones, as in a real browser.
 */

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly url: string;
  /** Where the last answer sends the browser, outside the server. */
  readonly location: string | undefined;
  /** Of the first form. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');

const fieldsOf = (form: string): Record<string, string> =>
  Object.fromEntries(
    [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]),
  );

export class Browser {
  #cookies = new Map<string, Cookie>();
  readonly #others: readonly string[];

  /** @param others addresses of other servers into which redirects are followed. */
  constructor(...others: readonly string[]) {
    this.#others = others.map((other) => new URL(other).origin);
  }

  /** Another window with the same cookies, which follows into other servers. */
  sharing(...others: readonly string[]): Browser {
    const window = new Browser(...others);
    window.#cookies = this.#cookies;
    return window;
  }

  open(url: string): Promise<Page> {
    return this.#fetch(url, { method: 'GET' });
  }

  submit(page: Page, entered: Record<string, string>): Promise<Page> {
    return this.#fetch(page.action, { method: 'POST', body: new URLSearchParams({ ...page.fields, ...entered }) });
  }

  /** Where a link leads whose text is given. */
  follow(page: Page, text: string): Promise<Page> {
    const links = [...page.text.matchAll(/(?<tag><a\s[^>]*>)(?<content>[\s\S]*?)<\/a>/g)];
    const link = links.find(({ groups }) => (groups?.['content'] ?? '').replace(/<[^>]*>/g, '').trim() === text);
    if (link === undefined) throw new Error(`no link "${text}" in ${page.url}: ${page.text}`);
    return this.open(new URL(attribute(link.groups?.['tag'] ?? '', 'href'), page.url).href);
  }

  #follows(target: URL, from: string): boolean {
    return target.origin === new URL(from).origin || this.#others.includes(target.origin);
  }

  #cookieHeader(url: string): string {
    const { pathname } = new URL(url);
    const sent = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path));
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  #remember(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<Page> {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.#cookieHeader(url) } });
    this.#remember(response.headers);
    const location = response.headers.get('location') ?? undefined;
    const target = location === undefined ? undefined : new URL(location, url);
    if (target !== undefined && this.#follows(target, url)) return this.#fetch(target.href, { method: 'GET' });
    const text = await response.text();
    const form = /<form[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    const action = new URL(attribute(form, 'action') || url, url).href;
    return {
      status: response.status,
      headers: response.headers,
      text,
      url,
      location: target?.href,
      action,
      fields: fieldsOf(form),
    };
  }
}
