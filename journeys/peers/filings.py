"""Files a declaration: JSON under a detached JWS (jwcrypto), SOAP made by zeep under WS-Security (signxml, xmlsec)."""
import base64
import datetime
import json
import time
import uuid

import requests
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from jwcrypto import jwk, jws
from lxml import etree
from signxml import XMLSigner, methods
from signxml.algorithms import CanonicalizationMethod
from signxml.util import namespaces
from tokens import proof
from zeep import Client
from zeep.transports import Transport

WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
X509V3 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3"
BASE64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
DS = "http://www.w3.org/2000/09/xmldsig#"
PATH = "/rest/v1/entry/filings/F32"


def session_for(world):
    session = requests.Session()
    session.trust_env = False
    session.verify = world["trustAnchor"]
    return session


def message(world, lrn=None):
    return {**world["filing"], "LRN": lrn or "PEER" + uuid.uuid4().hex[:18].upper()}


def certificate_der(folder):
    with open(folder + "/seal.pem", "rb") as file:
        return x509.load_pem_x509_certificate(file.read()).public_bytes(serialization.Encoding.DER)


def key_pem(folder):
    with open(folder + "/key.pem", "rb") as file:
        return file.read()


def detached(folder, algorithm, body):
    """RFC 7515, appendix F; RFC 7797: header..signature."""
    header = {
        "alg": algorithm, "b64": False, "crit": ["b64"], "iat": int(time.time()),
        "x5c": [base64.b64encode(certificate_der(folder)).decode()],
    }
    made = jws.JWS(body)
    made.allowed_algs = [algorithm]
    made.add_signature(jwk.JWK.from_pem(key_pem(folder)), protected=header)
    made.detach_payload()
    return made.serialize(compact=True)


def by_rest(world, token, seal=None, tamper=False):
    body = json.dumps(message(world)).encode()
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    if seal:
        headers["x-jws-signature"] = detached(seal["folder"], seal["algorithm"], body)
    sent = body + (b" " if tamper else b"")
    return body, session_for(world).post(world["speed2ng"] + PATH, data=sent, headers=headers, timeout=30)


def by_rest_bound(world, token, key, algorithm):
    """With proofs of possession; the first is without the nonce that the gateway asks for (RFC 9449, 9)."""
    session, address = session_for(world), world["speed2ng"] + PATH
    body, nonces, answers = json.dumps(message(world)).encode(), [None], []
    for _ in range(2):
        headers = {
            "Authorization": "DPoP " + token, "Content-Type": "application/json",
            "DPoP": proof(key, "POST", address, token, nonces[-1], algorithm),
        }
        answers.append(session.post(address, data=body, headers=headers, timeout=30))
        nonces.append(answers[-1].headers.get("DPoP-Nonce", nonces[-1]))
    return body, answers


def envelope_of(world):
    """As zeep makes it from the WSDL of the gateway, which is all that it knows."""
    client = Client(world["speed2ng"] + "/soap/v1/entry?wsdl", transport=Transport(session=session_for(world)))
    (service,) = client.wsdl.services.values()
    binding = client.bind(service.name, next(iter(service.ports)))
    return client.create_message(binding, "fileIE3F32", **message(world))


def qualified(namespace, name):
    return "{%s}%s" % (namespace, name)


def with_security(envelope, folder):
    """The Security header with certificate and timestamp, and what is to be signed by its identifier."""
    soap = etree.QName(envelope).namespace
    header = envelope.find(qualified(soap, "Header"))
    if header is None:
        header = etree.Element(qualified(soap, "Header"))
        envelope.insert(0, header)
    security = etree.SubElement(header, qualified(WSSE, "Security"), nsmap={"wsse": WSSE, "wsu": WSU})
    token = etree.SubElement(security, qualified(WSSE, "BinarySecurityToken"), ValueType=X509V3, EncodingType=BASE64)
    token.set(qualified(WSU, "Id"), "token")
    token.text = base64.b64encode(certificate_der(folder)).decode()
    stamp = etree.SubElement(security, qualified(WSU, "Timestamp"))
    stamp.set(qualified(WSU, "Id"), "stamp")
    now = datetime.datetime.now(datetime.timezone.utc)
    for name, at in (("Created", now), ("Expires", now + datetime.timedelta(minutes=5))):
        etree.SubElement(stamp, qualified(WSU, name)).text = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    body = envelope.find(qualified(soap, "Body"))
    body.set(qualified(WSU, "Id"), "body")
    return security


def token_reference(key_info):
    reference = etree.SubElement(key_info, qualified(WSSE, "SecurityTokenReference"))
    etree.SubElement(reference, qualified(WSSE, "Reference"), URI="#token", ValueType=X509V3)


def sign_by_signxml(envelope, folder, algorithm):
    """signxml, whose KeyInfo is replaced by the reference to the token: it is not part of what is signed."""
    security = with_security(envelope, folder)
    exclusive = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
    signer = XMLSigner(method=methods.detached, signature_algorithm=algorithm, digest_algorithm="sha256", c14n_algorithm=exclusive)
    signer.namespaces = {"ds": namespaces.ds}
    key_info = etree.Element(qualified(DS, "KeyInfo"))
    token_reference(key_info)
    signature = signer.sign(envelope, key=key_pem(folder), reference_uri=["#body", "#stamp"], key_info=key_info)
    security.append(signature)


def sign_by_xmlsec(envelope, folder, algorithm):
    """xmlsec, the C library that most national gateways stand on."""
    security = with_security(envelope, folder)
    method = {"rsa-sha256": "RSA_SHA256", "ecdsa-sha256": "ECDSA_SHA256", "ecdsa-sha384": "ECDSA_SHA384"}[algorithm]
    signature = xmlsec.template.create(envelope, xmlsec.Transform.EXCL_C14N, getattr(xmlsec.Transform, method))
    security.append(signature)
    for uri in ("#body", "#stamp"):
        reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri=uri)
        xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    token_reference(xmlsec.template.ensure_key_info(signature))
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(key_pem(folder), xmlsec.KeyFormat.PEM)
    for element in envelope.iter():
        if isinstance(element.tag, str) and element.get(qualified(WSU, "Id")) is not None:
            context.register_id(element, "Id", WSU)
    context.sign(signature)


def by_soap(world, token, folder, library, algorithm, tamper=False):
    envelope = envelope_of(world)
    {"signxml": sign_by_signxml, "xmlsec": sign_by_xmlsec}[library](envelope, folder, algorithm)
    body = etree.tostring(envelope, xml_declaration=True, encoding="utf-8")
    sent = body.replace(b"PEER", b"PIER") if tamper else body
    soap12 = b"http://www.w3.org/2003/05/soap-envelope" in body
    content = "application/soap+xml; charset=utf-8" if soap12 else "text/xml; charset=utf-8"
    headers = {"Authorization": "Bearer " + token, "Content-Type": content}
    return body, session_for(world).post(world["speed2ng"] + "/soap/v1/entry", data=sent, headers=headers, timeout=30)
