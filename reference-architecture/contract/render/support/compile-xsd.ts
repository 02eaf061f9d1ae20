/** Compiles XML schemas with libxml2, imports resolved among the files handed in. */
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';

const bytes = (content: string) => new TextEncoder().encode(content);

// libxml2 keeps its providers for good and asks the latest first: one provider, its files replaced at each use.
const provider = new XmlBufferInputProvider({});
let registered = false;

const withFiles = <T>(files: ReadonlyMap<string, string>, work: () => T): T => {
  if (!registered) registered = xmlRegisterInputProvider(provider);
  for (const [name, content] of files) provider.addBuffer(name, bytes(content));
  try {
    return work();
  } finally {
    for (const name of files.keys()) provider.removeBuffer(name);
  }
};

/** Throws what libxml2 says of a schema that is not valid. */
export const compileXsd = (fileName: string, files: ReadonlyMap<string, string>): void =>
  withXsd(fileName, files, () => {});

/** Hands over a function that throws where a document breaks the schema. */
export const withXsd = <T>(
  fileName: string,
  files: ReadonlyMap<string, string>,
  work: (validate: (xml: string) => void) => T,
): T =>
  withFiles(files, () => {
    const document = XmlDocument.fromBuffer(bytes(files.get(fileName) ?? ''), { url: fileName });
    try {
      const validator = XsdValidator.fromDoc(document);
      try {
        return work((xml) => validateWith(validator, xml));
      } finally {
        validator.dispose();
      }
    } finally {
      document.dispose();
    }
  });

const validateWith = (validator: XsdValidator, xml: string): void => {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
  }
};
