/**
 * The editor of conditions without a new page for each step: the same form is sent, and what comes back takes the place of
 * what is there. Without this script every step is a page, and nothing is missing.
 */
const stepName = 'step';

/** Where the work goes on: in the row that was added, else where it was. */
const focusAfter = (step, id) => {
  const [what, path = ''] = step.split(' ');
  const added = what.startsWith('add-') ? [...document.querySelectorAll(`[name^="n.${path}."][name$=".element"]`)] : [];
  const target = added.at(-1) ?? document.getElementById(id) ?? document.getElementById('condition');
  target?.focus({ preventScroll: added.length === 0 });
};

let latest = 0;

const send = async (form, step, id) => {
  latest += 1;
  const mine = latest;
  const entries = new URLSearchParams(new FormData(form));
  entries.set(stepName, step);
  const answer = await fetch(form.action, { method: 'POST', body: entries });
  const text = await answer.text();
  // Somebody was quicker than the network: the later step has it all.
  if (mine !== latest) return;
  const next = new DOMParser().parseFromString(text, 'text/html');
  document.title = next.title;
  document.getElementById('main')?.replaceWith(next.getElementById('main'));
  if (step === 'check') document.querySelector('[role="alert"], [role="status"]')?.scrollIntoView({ block: 'center' });
  focusAfter(step, id);
};

const orAsUsual = (form, step, id) =>
  send(form, step, id).catch(() => {
    // The network failed: the browser says so in its own words.
    const button = form.querySelector(`button[name="${stepName}"][value="${CSS.escape(step)}"]`);
    form.dataset.plain = 'yes';
    form.requestSubmit(button ?? undefined);
  });

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (submitter?.name !== stepName || form.dataset.plain === 'yes') return;
  event.preventDefault();
  void orAsUsual(form, submitter.value, document.activeElement?.id ?? '');
});

document.addEventListener('change', (event) => {
  const { target } = event;
  if (target.dataset?.refreshes === 'yes') void orAsUsual(target.form, 'refresh', target.id);
});
