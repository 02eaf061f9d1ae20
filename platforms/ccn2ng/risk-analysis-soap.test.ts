/** Risk analysis as the trusted circle has it: the real application behind the real gateway, called by the `soap` package. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClientAsync } from 'soap';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { startTestApplication, type TestApplication } from '../../shared-services/kit/test-support/application.ts';
import riskAnalysis from '../cdco/risk-analysis/application.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../uumds/certificate-authority/development.ts';
import { issueNamed } from '../uumds/certificate-authority/operations.ts';
import { authoritySettings, trustIn } from './test-support/certificates.ts';
import { startGateway, type TestGateway } from './test-support/gateway.ts';
import { send } from './test-support/https.ts';

const root = '/soap/v1/risk-analysis';
const MRN = '26BE00000000001ST7';
const declaration = {
  customsOfficeOfFirstEntry: { referenceNumber: 'BE101000' },
  consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }] },
};
const definition = JSON.stringify({
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: { some: 'item', where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } } },
  reason: 'Gnomes & <dwarfs>.',
});

describe('risk analysis by SOAP, over mutual TLS', () => {
  let directory: string;
  let made: DevelopmentCertificates;
  let running: TestApplication;
  let gateway: TestGateway;
  const agents: https.Agent[] = [];

  /** Of a risk expert's workplace of a Member State. */
  const expertOf = async (country: string): Promise<TlsMaterial> => {
    const name = `member-states/${country}-risk`;
    const uri = `portorium://trusted/${country}/risk-expert`;
    await issueNamed(authoritySettings(directory), { name, uri, hosts: ['127.0.0.1'] });
    const cert = await readFile(join(directory, `${name}.pem`), 'utf8');
    const [, key = ''] = /(-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----)/.exec(cert)!;
    return { ...made.tls(made.memberState('BE')), key, cert };
  };

  /** By the WSDL that the gateway publishes. */
  const clientOf = async (service: string, tls: TlsMaterial, version: '1.1' | '1.2' = '1.2') => {
    const httpsAgent = new https.Agent(tls);
    agents.push(httpsAgent);
    const http = { httpsAgent, proxy: false as const };
    const address = `${gateway.url}${root}/${service}`;
    const forceSoap12Headers = version === '1.2';
    const client = await createClientAsync(`${address}?wsdl`, {
      forceSoap12Headers,
      wsdl_options: http,
      endpoint: address,
    });
    return async (operation: string, message: object): Promise<Record<string, unknown>> => {
      const method = (client as Client)[`${operation}Async`] as (...given: unknown[]) => Promise<readonly [never]>;
      const [answer] = await method.call(client, message, http);
      return answer;
    };
  };

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portorium-risk-soap-'));
    const settings = authoritySettings(directory);
    made = await ensureDevelopmentCertificates(settings);
    running = await startTestApplication(riskAnalysis, { knows: () => false } as never);
    const { key, certificate: cert } = made.gateway('ccn2ng');
    gateway = await startGateway({
      carry: (id, request, call) => running.host.dispatch(id, request, call, 'ccn2ng'),
      certificates: () => ({ server: { key, cert }, trustAnchor: made.trustAnchor, client: { key, cert } }),
      trust: await trustIn(made),
    });
    await running.ask('assess', {
      reference: MRN,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate: '2026-11-21',
      declaration,
    });
  });
  after(async () => {
    for (const agent of agents) agent.destroy();
    await gateway.stop();
    await running.stop();
    await rm(directory, { recursive: true, force: true });
  });

  for (const version of ['1.1', '1.2'] as const) {
    it(`${version}: a national system consults what REST tells it, and no other Member State does`, async () => {
      const belgium = made.tls(made.memberState('BE'));
      const consult = await clientOf('risk-results', belgium, version);
      const { assessmentId, recommendation, profileSet } = await consult('consultAssessment', { reference: MRN });
      const { text } = await send(`${gateway.url}/rest/v1/risk-analysis/assessments/${MRN}`, { tls: belgium });
      const byRest = JSON.parse(text);
      assert.deepEqual(
        { assessmentId, recommendation, profileSet },
        {
          assessmentId: byRest.assessmentId,
          recommendation: byRest.recommendation,
          profileSet: byRest.profileSet,
        },
      );
      const german = await clientOf('risk-results', made.tls(made.memberState('DE')), version);
      await assert.rejects(german('consultAssessment', { reference: MRN }), /RISK_ASSESSMENT_UNKNOWN/);
    });
  }

  it('risk experts of two Member States draft and approve a profile', async () => {
    const belgian = await clientOf('risk-profile-life', await expertOf('BE'));
    const wish = { reference: 'SOAP-1', profileId: 'SOAP-1', definition, reason: 'Gnomes & <dwarfs>.' };
    const { draftId, state } = await belgian('draftProfile', wish);
    assert.equal(state, 'checked');
    await assert.rejects(belgian('approveProfile', { draftId, reason: 'Mine.' }), /RISK_DRAFT_SAME_PERSON/);
    const german = await clientOf('risk-profile-life', await expertOf('DE'), '1.1');
    const approved = await german('approveProfile', { draftId, reason: 'Agreed.' });
    assert.deepEqual([approved['draftId'], approved['state']], [draftId, 'approved']);
    const told = await german('consultDraft', { draftId });
    assert.equal(told['definition'], definition);
    const [drafted, , approval] = told['history'] as { subject: string }[];
    assert.deepEqual(
      [drafted?.subject, approval?.subject],
      ['portorium://trusted/BE/risk-expert', 'portorium://trusted/DE/risk-expert'],
    );
  });

  it('a national system is refused what is for risk experts', async () => {
    const system = await clientOf('risk-profiles', made.tls(made.memberState('BE')));
    await assert.rejects(system('listProfiles', {}), /CALLER_NOT_ADMITTED/);
  });

  it('every operation of the trusted circle is offered', () => {
    const trusted = operationsOf(riskAnalysis.contract).filter(({ operation }) =>
      operation.audience.some(({ circle }) => circle === 'trusted'),
    );
    assert.ok(trusted.length >= 17);
    for (const { id, operation, service } of trusted) {
      assert.ok(operation.soap !== undefined && operation.rest !== undefined && service.soap !== undefined, id);
    }
  });
});
