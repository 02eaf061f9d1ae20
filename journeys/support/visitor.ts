/** A visitor of the pages without a browser: cookies, forms and redirects, and what a browser would never send. */
import { Agent, type Dispatcher, request } from 'undici';

export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Visitor {
  /** By host and name. */
  readonly cookies: Map<string, string>;
  /** Every line that set a cookie. */
  readonly set: string[];
  /** One request; redirects are not followed. */
  ask(url: string, more?: Asked): Promise<Seen>;
  /** As a browser goes there: redirects are followed, wherever they lead. */
  open(url: string): Promise<Seen>;
  /** Sends the form of the page with this action, as a browser would. */
  submit(page: Seen, action: string, entered?: Readonly<Record<string, string>>, more?: Asked): Promise<Seen>;
  close(): Promise<void>;
}

export interface Asked {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Hidden fields, and those that are filled in, of the form with this action. */
export const fieldsOf = (page: Seen, action: string): Record<string, string> => {
  const forms = page.text.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => unescaped(attribute(one.slice(0, one.indexOf('>') + 1), 'action')).endsWith(action));
  if (form === undefined) throw new Error(`${page.url} has no form for ${action}: ${page.text.slice(0, 2000)}`);
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  return Object.fromEntries(
    inputs
      .filter((tag) => !/type="(radio|checkbox|file)"/.test(tag) || / checked/.test(tag))
      .map((tag) => [attribute(tag, 'name'), unescaped(attribute(tag, 'value'))]),
  );
};

const ownOrigin = (url: string) => ({ origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' });

export const createVisitor = (trustAnchor: string): Visitor => {
  const dispatcher = new Agent({ connect: { ca: trustAnchor } });
  const [cookies, set] = [new Map<string, string>(), [] as string[]];

  const ask: Visitor['ask'] = async (url, { method = 'GET', headers = {}, body } = {}) => {
    const { host } = new URL(url);
    const cookie = [...cookies]
      .filter(([name]) => name.startsWith(`${host} `))
      .map(([name, value]) => `${name.slice(host.length + 1)}=${value}`);
    const sent = { ...(cookie.length === 0 ? {} : { cookie: cookie.join('; ') }), ...headers };
    const answer = await request(url, { dispatcher, method, headers: sent, ...(body === undefined ? {} : { body }) });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(`${host} ${name}`);
      else cookies.set(`${host} ${name}`, value);
    }
    return { url, status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };
  const follow = async (seen: Seen): Promise<Seen> => {
    const { location } = seen.headers;
    if (seen.status < 300 || seen.status > 399 || typeof location !== 'string') return seen;
    return follow(await ask(new URL(location, seen.url).href));
  };
  return {
    cookies,
    set,
    ask,
    open: async (url) => follow(await ask(url)),
    submit: async (page, action, entered = {}, more = {}) => {
      const url = new URL(action, page.url).href;
      const body = new URLSearchParams({ ...fieldsOf(page, action), ...entered }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...ownOrigin(url), ...more.headers };
      return follow(await ask(url, { method: 'POST', headers, body }));
    },
    close: () => dispatcher.close(),
  };
};
