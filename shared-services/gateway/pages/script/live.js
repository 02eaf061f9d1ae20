// Puts what the server tells (server-sent events) in the place of what the page has. Without it, reload the page.
// All HTML is made by our own server, which escapes what it puts into it; nothing else may become HTML here (Trusted Types).
const policy = globalThis.trustedTypes?.createPolicy('portorium', { createHTML: (text) => text });
const asHtml = (text) => policy?.createHTML(text) ?? text;

const partsOf = () => [...document.querySelectorAll('[data-live]')];
const stateOf = () => document.getElementById('live-state');

const say = (text, tone) => {
  const state = stateOf();
  if (state === null || (state.textContent === text && state.dataset.tone === tone)) return;
  state.textContent = text;
  state.dataset.tone = tone;
};

/** Somebody who reads, or has the focus on, a part keeps what they have open. */
const openIn = (part) => [...part.querySelectorAll('details[open][id]')].map(({ id }) => id);

const put = ({ name, version, html }) => {
  const part = document.getElementById(`live-${name}`);
  if (part === null) return;
  const open = openIn(part);
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  part.innerHTML = asHtml(html);
  part.dataset.version = version;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('portorium:part', { detail: part }));
};

const listen = (root) => {
  const below = location.pathname.slice(root.length);
  const has = partsOf().map((part) => `${part.dataset.live}=${part.dataset.version}`);
  const address = new URL(`${root}/live${below === '' ? '/' : below}${location.search}`, location.href);
  address.searchParams.set('has', has.join(' '));
  const source = new EventSource(address);
  source.addEventListener('part', (event) => put(JSON.parse(event.data)));
  source.addEventListener('seen', () => say('Live: what changes is shown as it changes.', 'good'));
  source.addEventListener('away', (event) => say(`Not live now: ${JSON.parse(event.data).title}`, 'waiting'));
  source.addEventListener('over', (event) => {
    source.close();
    say(`No longer live. ${JSON.parse(event.data).title} Reload the page.`, 'bad');
  });
  source.addEventListener('error', () => say('The connection was lost; it is tried again.', 'waiting'));
  addEventListener('pagehide', () => source.close());
};

const home = document.querySelector('.site-name');
if (stateOf() !== null && home !== null && partsOf().length > 0) listen(new URL(home.href).pathname);
