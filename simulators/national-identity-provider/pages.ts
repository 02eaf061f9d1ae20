/** The pages of a national sign-in: plain, marked as a demonstration, for everybody. */
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { renderPage } from '../../platforms/uumds/provider/pages.ts';
import { nationalProvider } from '../../platforms/uumds/realm.ts';
import { escapeHtml } from '../../shared-services/gateway/pages/html.ts';

export const style = '/style.css';

export const site = 'National sign-in (demonstration)';

const notice = '<p>A demonstration: neither this sign-in nor anybody in it exists.</p>';

const titleOf = (country: string): string => nationalProvider(country, '').title;

export interface SignInForm {
  readonly country: string;
  readonly action: string;
  readonly failed: boolean;
}

export const signInPage = ({ country, action, failed }: SignInForm): string => {
  const described = failed ? ' aria-invalid="true" aria-describedby="failure"' : '';
  return renderPage({
    title: `${titleOf(country)}: national sign-in`,
    style,
    site,
    body: `${failed ? '<p role="alert" id="failure">These details were not accepted.</p>' : ''}
${notice}
<form method="post" action="${escapeHtml(action)}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100"${described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${described}>
<button type="submit">Sign in</button>
</form>
<form method="post" action="${escapeHtml(action)}/cancel">
<button type="submit">Cancel</button>
</form>`,
  });
};

const show = (context: KoaContextWithOIDC, title: string, body: string): void => {
  context.type = 'html';
  context.body = renderPage({ title, body, style, site });
};

export const signOutPage = (country: string) => (context: KoaContextWithOIDC, form: string) =>
  show(
    context,
    `Sign out of ${titleOf(country)} too?`,
    `${notice}${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>`,
  );

export const signedOutPage = (context: KoaContextWithOIDC) => show(context, 'You are signed out', notice);

export const refusedPage: NonNullable<Configuration['renderError']> = (context, { error, error_description: reason }) =>
  show(
    context,
    'The sign-in cannot go on',
    `<p>${escapeHtml(reason ?? '')}</p><p>Code: <code>${escapeHtml(error)}</code></p>`,
  );
