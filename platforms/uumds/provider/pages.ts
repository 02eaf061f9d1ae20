/** The few pages that people see: plain HTML that works without a script and with a screen reader. */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml } from '../../../shared-services/gateway/pages/html.ts';
import { mark } from '../../../shared-services/gateway/pages/layout.ts';

/** The colours and letters of the other pages (`shared-services/gateway/pages/style`), in as little as a form needs. */
export const styleSheet = `
:root { color-scheme: light dark; font: 100%/1.5 arial, sans-serif; --accent: light-dark(#0e47cb, #9fb5ea); --on-accent: light-dark(#fff, #0d1320); --edge: light-dark(#515560, #98a1b0); --line: light-dark(#cfdaf5, #3a465c); --text: light-dark(#191d26, #e8eaee); }
body { margin: 0; background: light-dark(#f3f6fc, #12161d); color: var(--text); }
header { background: light-dark(#0e47cb, #16213a); color: #fff; }
header p { display: flex; align-items: center; gap: .75rem; max-width: 28rem; margin: 0 auto; padding: 1rem; font-size: 1.25rem; }
main { box-sizing: border-box; max-width: 30rem; margin: 2rem auto; padding: 1.5rem 2rem 2rem; background: light-dark(#fff, #1b2230); border: 1px solid var(--line); border-radius: 4px; }
h1 { margin: 0; font-size: 1.75rem; }
label { display: block; margin-top: 1rem; font-weight: 700; }
input { box-sizing: border-box; width: 100%; height: 3rem; padding: .5rem .75rem; font: inherit; color: inherit; background: light-dark(#fff, #171d27); border: 1px solid var(--edge); border-radius: 4px; }
button { width: 100%; min-height: 3rem; margin-top: 1.5rem; padding: .5rem 1rem; font: inherit; font-weight: 700; color: var(--on-accent); background: var(--accent); border: 2px solid var(--accent); border-radius: 4px; cursor: pointer; }
a { color: var(--accent); }
a.button { box-sizing: border-box; display: block; min-height: 3rem; margin-top: .75rem; padding: .6rem 1rem; font-weight: 700; text-align: center; text-decoration: none; border: 2px solid var(--accent); border-radius: 4px; }
h2 { margin: 2rem 0 0; padding-top: 1.5rem; font-size: 1.25rem; border-top: 1px solid var(--line); }
form + form button { margin-top: .75rem; color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { border-left: 4px solid light-dark(#c50038, #ff9bb0); padding-left: 1rem; }
@media (max-width: 32rem) { main { margin: 0; border: 0; padding: 1.5rem 1rem 2rem; } }
`;

export interface Page {
  readonly title: string;
  /** HTML; whatever came from outside is escaped already. */
  readonly body: string;
  /** Address of the style sheet. */
  readonly style: string;
  /** Whose page it is. */
  readonly site?: string;
}

export const renderPage = ({ title, body, style, site = 'Union sign-in' }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - ${escapeHtml(site)} - Portorium</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
<header><p>${mark.text}<span><strong>Portorium</strong> ${escapeHtml(site)}</span></p></header>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;

export interface SignInForm {
  readonly action: string;
  readonly cancelAction: string;
  /** Proof that the form was asked for by the one who sends it. */
  readonly formToken: string;
  readonly username: string;
  readonly failed: boolean;
  readonly style: string;
  /** The national sign-ins to choose from: name of the country, address. */
  readonly nationalSignIns: readonly NationalSignIn[];
}

export interface NationalSignIn {
  readonly title: string;
  readonly address: string;
}

const failure = `<p role="alert" id="failure">These details were not accepted. After five failures an account is closed for 15 minutes.</p>`;

const nationalChoice = (signIns: readonly NationalSignIn[]): string => {
  if (signIns.length === 0) return '';
  const links = signIns.map(
    ({ title, address }) => `<a class="button" href="${escapeHtml(address)}">Sign in with ${escapeHtml(title)}</a>`,
  );
  return `<nav aria-label="National sign-in">
<p>With the national sign-in of the country that gave your EORI number:</p>
${links.join('\n')}
</nav>
<h2>Demonstration accounts</h2>
`;
};

export const signInPage = (form: SignInForm): string => {
  const { action, cancelAction, formToken, username, failed, style, nationalSignIns } = form;
  const described = failed ? ' aria-invalid="true" aria-describedby="failure"' : '';
  const hidden = `<input type="hidden" name="formToken" value="${escapeHtml(formToken)}">`;
  return renderPage({
    title: failed ? 'Sign in: not accepted' : 'Sign in',
    style,
    body: `${failed ? failure : ''}
${nationalChoice(nationalSignIns)}<form method="post" action="${escapeHtml(action)}">${hidden}
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100" value="${escapeHtml(username)}"${described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${described}>
<button type="submit">Sign in</button>
</form>
<form method="post" action="${escapeHtml(cancelAction)}">${hidden}
<button type="submit">Cancel</button>
</form>`,
  });
};

const show = (context: KoaContextWithOIDC, page: Omit<Page, 'style'>): void => {
  context.type = 'html';
  context.body = renderPage({ ...page, style: `${new URL(context.oidc.provider.issuer).pathname}/style.css` });
};

/** Errors that cannot be sent back to the application, because the request does not say truly which one it is. */
export const errorPage: NonNullable<Configuration['renderError']> = (context, { error, error_description: reason }) =>
  show(context, {
    title: 'The sign-in cannot go on',
    body: `<p>${escapeHtml(reason ?? 'Please start again.')}</p><p>Code: <code>${escapeHtml(error)}</code></p>`,
  });

/** oidc-provider gives the form, with its own protection against forgery, under a fixed id. */
export const signOutPage = (context: KoaContextWithOIDC, form: string): void =>
  show(context, {
    title: 'Sign out?',
    body: `${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>`,
  });

export const signedOutPage = (context: KoaContextWithOIDC): void =>
  show(context, { title: 'You are signed out', body: '<p>You may close this page.</p>' });
