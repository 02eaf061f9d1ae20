/** The valid example of the F32 filing, with references of its own for each number. */
import { readFileSync } from 'node:fs';
import { IE3F32 } from '../../platforms/cdco/entry/messages/filings.ts';
import { createXmlCodec } from '../../reference-architecture/contract/xml/codec.ts';

const { message: example } = JSON.parse(
  readFileSync(new URL('../../platforms/cdco/entry/examples/fileIE3F32/valid.json', import.meta.url), 'utf8'),
) as { readonly message: { readonly LRN: string } };

const json = JSON.stringify(example);
const soap = `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>${createXmlCodec(IE3F32).write(example)}</env:Body></env:Envelope>`;

const numbered = (text: string) => {
  const parts = text.split(example.LRN);
  return (label: string, number: number) => parts.join(`${label}-${number}`);
};

/** About 2.4 KB. */
export const jsonFiling = numbered(json);
/** About 3.4 KB. */
export const soapFiling = numbered(soap);
