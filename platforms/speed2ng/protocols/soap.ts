/** SOAP of traders, 1.1 where nothing else is said: a refusal carries its business document, as IE3N99. */
import type { Router } from 'express';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { soapRouter } from '../../../shared-services/gateway/soap/router.ts';
import type { SoapRoutes } from '../../../shared-services/gateway/soap-routes.ts';
import type { WriteReply } from './mailbox-xml.ts';
import { documentFor, type ProtocolParts } from './parts.ts';

export interface SoapParts extends ProtocolParts {
  readonly soapRoutes: SoapRoutes;
  readonly writeReply: WriteReply;
}

export const soapForTraders = ({ receive, writeReply, clock, ...parts }: SoapParts): Router =>
  soapRouter({
    ...parts,
    run: receive.soap,
    usualVersion: '1.1',
    writeReply: ({ prepared, reply }) => writeReply(prepared.replyXml!, prepared.placed.id, reply),
    ofFault: (refusal, stage) => {
      const document = documentFor(refusal, stage, clock);
      return document === undefined ? {} : { moreDetail: createXmlCodec(document.message).write(document.content) };
    },
  });
