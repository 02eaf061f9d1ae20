import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Application } from '../language.ts';
import { type PortOperation, portTypeOf, wsdlFacts } from './support/read-wsdl.ts';
import { sample } from './support/sample.ts';
import { renderWsdl } from './wsdl.ts';

const repository = resolve(import.meta.dirname, '../../..');
const specifications = join(repository, '../shared/specs/ics2-cr-for-nes-v2/public/eu/outbound/CR-for-NES-Services-V2');
const entry = join(repository, 'platforms/cdco/entry/contract.ts');

/** The entry application's contract; until it is there, the sample stands in for it. */
const contractsHeld = async (): Promise<Application[]> => {
  if (!existsSync(entry)) return [sample];
  const { contract } = (await import(pathToFileURL(entry).href)) as { contract: Application };
  return [contract, sample];
};

const officialFile = (folder: string, serviceName: string, kind: '' | 'CCN2_'): string =>
  readFileSync(
    join(
      specifications,
      folder,
      `ICS/${serviceName}/V2/CCN2.Service.Customs.EU.ICS.${serviceName}_2.0.0_${kind}2.0.0.wsdl`,
    ),
    'utf8',
  );

const services = [
  ['BusinessActivityService', 'RiskAnalysisOrchestrationBAS'],
  ['DataService', 'ENSConsultationDS'],
] as const;

/** Faults are left out: the official ones are of the middleware, ours carry the problem. */
const onTheWire = (wsdl: string): Map<string | undefined, Omit<PortOperation, 'fault'>> =>
  new Map(portTypeOf(wsdl).map(({ fault: _, ...operation }) => [operation.name, operation]));

const names = ({ targetNamespace, serviceName, portType, bindings }: ReturnType<typeof wsdlFacts>) => ({
  targetNamespace,
  serviceName,
  portType,
  bindings,
});

const held = existsSync(specifications)
  ? [[...services[0], sample.name] as const, ...services.map((service) => [...service, 'entry'] as const)]
  : [];

describe('WSDL against the official CR-for-NES services', () => {
  if (held.length === 0) it.skip('SKIPPED because ../shared/specs is absent');

  for (const [folder, serviceName, applicationName] of held) {
    it(`${applicationName}: ${serviceName} has the same operations, actions, Body elements, SOAP version and names`, async () => {
      const contract = (await contractsHeld()).find(({ name }) => name === applicationName);
      assert.ok(contract?.services[serviceName], `${applicationName} has no ${serviceName}`);
      const ours = renderWsdl(contract, serviceName, { soap11: 'http://x/', soap12: 'http://x/' });
      const official = wsdlFacts(officialFile(folder, serviceName, 'CCN2_'));
      assert.deepEqual(onTheWire(ours), onTheWire(officialFile(folder, serviceName, '')));
      assert.deepEqual(wsdlFacts(ours).actions, official.actions);
      assert.deepEqual(
        wsdlFacts(ours).ports.map(([version]) => version),
        official.ports.map(([version]) => version),
      );
      assert.deepEqual(names(wsdlFacts(ours)), names(official));
    });
  }
});
