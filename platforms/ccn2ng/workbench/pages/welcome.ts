/** For whoever is not signed in: what this is, and the way in. */
import { html } from '../../../../shared-services/gateway/pages/html.ts';
import type { Page } from '../../../../shared-services/gateway/pages/layout.ts';
import { buttonLink } from '../../../../shared-services/gateway/pages/parts.ts';
import { paths } from '../paths.ts';

export const welcomePage: Page = {
  title: 'What to look for, and what was found',
  body: html`<p class="lead">For risk experts of the customs administrations of Member States.</p>
<p>Sign in with your account, or by the sign-in of your Member State, to</p>
<ul>
<li>see risk profiles, draft new ones and approve those of others,</li>
<li>try a draft on past declarations before it counts,</li>
<li>look at what profiles, checks and watch lists have hit, and why.</li>
</ul>
<p class="actions">${buttonLink('Sign in', paths.signIn)}</p>
<p class="muted">What is shown here is restricted: it tells what customs looks for.</p>`,
};
