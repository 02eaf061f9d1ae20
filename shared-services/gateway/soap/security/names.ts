/** Namespaces and identifiers of WS-Security 1.1.1, XML Signature 1.1, XML Encryption 1.1 and SAML 2.0 (OASIS, W3C). */
const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export const wsse = `${oasis}-wssecurity-secext-1.0.xsd`;
export const wsu = `${oasis}-wssecurity-utility-1.0.xsd`;
export const wsse11 = 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd';
export const ds = 'http://www.w3.org/2000/09/xmldsig#';
export const xenc = 'http://www.w3.org/2001/04/xmlenc#';
export const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
export const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';

export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const strTransform = `${oasis}-soap-message-security-1.0#STR-Transform`;
export const base64Encoding = `${oasis}-soap-message-security-1.0#Base64Binary`;
export const sha256Digest = `${xenc}sha256`;

/** Kinds of token (X.509 Certificate Token Profile 1.1.1, section 3.1; SAML Token Profile 1.1.1, section 3.4). */
export const x509v3 = `${oasis}-x509-token-profile-1.0#X509v3`;
export const x509Path = `${oasis}-x509-token-profile-1.0#X509PKIPathv1`;
export const subjectKeyIdentifier = `${oasis}-x509-token-profile-1.0#X509SubjectKeyIdentifier`;
export const samlId = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLID';
export const samlToken = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0';
