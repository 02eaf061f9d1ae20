/** For whoever is not signed in: what this is, and the way in. */
import { html } from '../../../../shared-services/gateway/pages/html.ts';
import type { Page } from '../../../../shared-services/gateway/pages/layout.ts';
import { buttonLink, link } from '../../../../shared-services/gateway/pages/parts.ts';
import { paths } from '../paths.ts';

export const welcomePage: Page = {
  title: 'Your business with customs, in one place',
  body: html`<p class="lead">For economic operators, those who represent them, and those who run systems for them.</p>
<p>Sign in with the account of your organisation to</p>
<ul>
<li>read what customs tells you,</li>
<li>give mandates, accept those given to you, and end them,</li>
<li>register the systems and seal certificates with which your messages come.</li>
</ul>
<p class="actions">${buttonLink('Sign in', paths.signIn)}</p>
<h2>For systems</h2>
<p>Declarations come by REST and SOAP. ${link('The services and their contracts', '/')} are described for developers.</p>`,
};
