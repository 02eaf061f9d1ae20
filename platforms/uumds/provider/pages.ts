/** The few pages that people see: plain HTML that works without a script and with a screen reader. */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one] ?? '');

export const styleSheet = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; --accent: light-dark(#0b4f9e, #8ab8f2); --line: light-dark(#5c6670, #9aa4af); }
body { margin: 0; background: light-dark(#f2f4f7, #14181d); color: light-dark(#1b2027, #e6e9ed); }
main { max-width: 24rem; margin: 3rem auto; padding: 1.5rem 2rem 2rem; background: light-dark(#fff, #1d232a); border-top: 4px solid var(--accent); }
h1 { margin: 0; font-size: 1.5rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 2px; }
button { width: 100%; margin-top: 1.5rem; padding: .6rem 1.2rem; font: inherit; font-weight: 600; color: light-dark(#fff, #14181d); background: var(--accent); border: 1px solid var(--accent); border-radius: 2px; cursor: pointer; }
a { color: var(--accent); }
a.button { display: block; margin-top: .75rem; padding: .6rem 1.2rem; font-weight: 600; text-align: center; text-decoration: none; border: 1px solid var(--accent); border-radius: 2px; }
h2 { margin: 2rem 0 0; padding-top: 1.5rem; font-size: 1.1rem; border-top: 1px solid var(--line); }
form + form button { margin-top: .75rem; color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { border-left: 4px solid light-dark(#b00020, #ff8a93); padding-left: 1rem; }
`;

export interface Page {
  readonly title: string;
  /** HTML; whatever came from outside is escaped already. */
  readonly body: string;
  /** Address of the style sheet. */
  readonly style: string;
}

export const renderPage = ({ title, body, style }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - Portorium</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
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
