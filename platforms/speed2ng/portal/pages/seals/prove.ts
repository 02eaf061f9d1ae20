/** Second step: the proof that the operator has the key (proof of possession). */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { choiceField, faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { facts, link, moment } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  keep,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import { refuse } from '../../../../../shared-services/gateway/pages/site/refusals.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { Refusal } from '../../../../../shared-services/kit/refusal.ts';
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { receiptNews } from '../receipt-news.ts';
import { type Algorithm, signCommands } from './commands.ts';
import { backToSeals, certificateFacts } from './show.ts';

type Challenge = ReplyOf<(typeof contract)['services']['SealCertificates']['operations']['beginSealRegistration']>;

/** The page keeps what it was told: nothing is to be asked again when a signature was not right. */
const kept = (challenge: Challenge): Html => keep('challenge', JSON.stringify(challenge));

const keptIn = (fields: Fields): Challenge => {
  try {
    return JSON.parse(fields.text('challenge')) as Challenge;
  } catch {
    throw refuse('FORM_NOT_OURS', 'no challenge in it');
  }
};

const commandFor = (challenge: string, algorithm: Algorithm, title: string): Html =>
  html`<h2>${title}</h2><pre class="command" tabindex="0" aria-label="Commands that sign the challenge">${signCommands(challenge, algorithm)}</pre>`;

const commands = ({ challenge, algorithms }: Challenge): Piece =>
  algorithms.map((one) =>
    commandFor(
      challenge,
      one,
      algorithms.length === 1 ? 'In a terminal, beside the key' : `In a terminal, beside the key: ${one}`,
    ),
  );

const proofFields = ({ algorithms }: Challenge, { fields }: Visit, { fields: faults }: Faults): Piece => {
  const chosen = fields.text('algorithm') === '' ? (algorithms[0] ?? '') : fields.text('algorithm');
  const choices = algorithms.map((value) => ({ value, label: value }));
  const activate =
    fields.text('signature') === '' && fields.file('signatureFile') === undefined ? 'yes' : fields.text('activate');
  return [
    algorithms.length === 1
      ? keep('algorithm', chosen)
      : choiceField({ name: 'algorithm', label: 'How it is signed', choices, chosen: [chosen], faults }),
    textArea({
      name: 'signature',
      label: 'Signature',
      either: true,
      hint: 'What the last command prints (Base64); or choose the file signature.bin below.',
      value: fields.text('signature'),
      rows: 4,
      code: true,
      faults,
    }),
    textField({ name: 'signatureFile', label: 'File of the signature', either: true, type: 'file', faults }),
    choiceField({
      name: 'activate',
      label: 'When it counts',
      optional: true,
      many: true,
      choices: [{ value: 'yes', label: 'Believe its seals at once', hint: 'Otherwise you activate it later.' }],
      chosen: [activate],
      faults,
    }),
  ];
};

export const challengePage = (visit: Visit, challenge: Challenge, faults: Faults): PageAnswer => ({
  here: paths.seals,
  status: isFaulty(faults) ? 422 : 200,
  page: {
    title: 'Prove that you have the key',
    ...(isFaulty(faults) ? { state: 'Error' } : {}),
    above: backToSeals,
    body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">Step 2 of 2: sign this text with the key of the certificate, before ${moment(challenge.expiresAt)}.</p>
${facts({ ...certificateFacts(challenge), 'Text to sign': html`<code>${challenge.challenge}</code>` })}
${commands(challenge)}
${form({ visit, action: `${paths.seals}/proof`, files: true, body: html`${kept(challenge)}${proofFields(challenge, visit, faults)}<div class="actions">${submit('Register the seal')}${link('Cancel', paths.seals)}</div>` })}`,
  },
});

const signatureFrom = (fields: Fields): string => {
  const file = fields.file('signatureFile');
  return file === undefined ? fields.text('signature').replaceAll(/\s/g, '') : Buffer.from(file).toString('base64');
};

/** Codes that say that the signature is wrong; their place is beside it. */
const asFaults = (error: unknown): Faults | undefined => {
  const found = faultsFrom(error, { '/signature': 'signature', '/algorithm': 'algorithm' });
  if (found === undefined || !(error instanceof Refusal) || error.code !== 'SEAL_PROOF_INVALID') return found;
  return { fields: { ...found.fields, signature: [error.title] }, others: [] };
};

export const completeSeal = async (visit: Visit): Promise<PageAnswer> => {
  const { fields } = visit;
  const [challenge, signature] = [keptIn(fields), signatureFrom(fields)];
  if (signature === '')
    return challengePage(visit, challenge, {
      fields: { signature: ['Enter the signature, or choose its file.'] },
      others: [],
    });
  try {
    const { fingerprint256, state } = await visit.calls.to(contract).completeSealRegistration({
      challengeId: challenge.challengeId,
      algorithm: fields.text('algorithm') as Algorithm,
      signature,
      activate: fields.text('activate') === 'yes',
    });
    const title = state === 'active' ? 'The seal is registered, and active' : 'The seal is registered';
    return { goTo: paths.seal(fingerprint256), news: { title, ...receiptNews(visit) } };
  } catch (error) {
    const faults = asFaults(error);
    if (faults === undefined) throw error;
    return challengePage(visit, challenge, faults);
  }
};
