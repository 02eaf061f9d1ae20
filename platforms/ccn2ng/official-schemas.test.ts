import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replyBody } from '../../reference-architecture/contract/render/soap-body.ts';
import { withXsd } from '../../reference-architecture/contract/render/support/compile-xsd.ts';
import { createXmlCodec } from '../../reference-architecture/contract/xml/codec.ts';
import { wrapped } from '../../shared-services/gateway/soap/write.ts';
import { contract as entry } from '../cdco/entry/contract.ts';
import { contentsOf } from '../cdco/entry/test-support/contents.ts';
import { pushBindingsOf } from './exchange/push/bindings.ts';
import { createRender, notificationsOf } from './exchange/render.ts';
import { writeMessageHeader } from './soap/message-header.ts';
import { catalogue } from './test-support/gateway.ts';

const folder = resolve(
  import.meta.dirname,
  '../../../shared/specs/ics2-cr-for-nes-v2/public/eu/outbound/CR-for-NES-Services-V2',
);

const orchestration =
  'BusinessActivityService/ICS/RiskAnalysisOrchestrationBAS/V2/ICCN2.Service.Customs.EU.ICS.RiskAnalysisOrchestrationBAS.xsd';
const consultation = 'DataService/ICS/ENSConsultationDS/V2/ICCN2.Service.Customs.EU.ICS.ENSConsultationDS.xsd';
const common = 'BusinessObjects/CCN2/CCN2.Service.Platform.Common.Schema.xsd';

const samples = 6;
const skipped =
  'SKIPPED: what CCN2ng sends is not held against the official schemas, because ../shared/specs is absent';

/** All official schemas by their path, as they name each other. */
const officialFiles = (): Map<string, string> =>
  new Map(globSync('**/*.xsd', { cwd: folder }).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

/** The official file of a message, beside the official service that carries it. */
const messageFile = (name: string) => `BusinessObjects/ICS/Common/V2/${name.slice(0, 6)}.xsd`;

const tests = () => {
  const files = officialFiles();
  const checked = (file: string, xml: readonly string[]) => withXsd(file, files, (validate) => xml.forEach(validate));
  const bindings = pushBindingsOf(catalogue);
  const notifications = notificationsOf(catalogue);

  it('can be pushed, every notification for Member States', () => {
    assert.deepEqual([...bindings.keys()].toSorted(), [...notifications.keys()].toSorted());
    assert.ok(bindings.size >= 2);
  });

  for (const [name, { message }] of notifications) {
    it(`${name}: whatever is pushed is the element of the official service`, () => {
      checked(orchestration, contentsOf(message, samples).map(bindings.get(name)!.body));
    });

    it(`${name}: whatever is pulled is the official message`, () => {
      const render = createRender(notifications);
      checked(
        messageFile(message.name),
        contentsOf(message, samples).map((content) => render(name, content)),
      );
    });
  }

  it('the answer to QueryENS is the element of the official service', () => {
    const { reply, soap } = entry.services.ENSConsultationDS.operations.QueryENS;
    const { namespace, element } = replyBody(reply!, soap!);
    const { write } = createXmlCodec(reply!);
    checked(
      consultation,
      contentsOf(reply!, samples).map((content) => wrapped({ namespace, element }, write(content))),
    );
  });

  it('the MessageHeader of a push is that of CCN2', () => {
    const least = { Version: '1.0', MessageType: 'IE4N03' };
    const most = {
      ...{ Version: '1.0', CorrelationId: 'a', SendingDateAndTime: '2026-11-21T12:00:00Z', MessageType: 'IE4N03' },
      ...{ MessageExpirationTimestamp: '2026-11-22T12:00:00Z', RequestCoD: false },
    };
    checked(common, [writeMessageHeader(least), writeMessageHeader(most)]);
  });
};

describe('CCN2ng and the official schemas', () => {
  if (existsSync(folder)) tests();
  else
    it(skipped, function () {
      process.stderr.write(`${skipped}\n`);
      this.skip();
    });
});
