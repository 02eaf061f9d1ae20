"""Signs calls to CCN2ng with zeep and xmlsec, and verifies the signed answers with xmlsec alone.

Arguments: address of the service, PEM with key and certificate chain, PEM of the trust anchor, PEM of CCN2ng's certificate,
signature method (RSA_SHA256, ECDSA_SHA256, RSA_SHA1), "as-signed", "tamper" or "body-only". The client is made from the WSDL of the gateway.
Prints one JSON object.
"""
import datetime
import json
import sys

import requests
import xmlsec
from lxml import etree
from zeep import Client
from zeep.exceptions import Fault
from zeep.transports import Transport
from zeep.wsse import signature as zeep_signature
from zeep.wsse.signature import BinarySignature, _verify_envelope_with_key
from zeep.wsse.utils import WSU, get_security_header, get_timestamp

address, bundle, trust_anchor, gateway_certificate, method, tamper = sys.argv[1:7]

session = requests.Session()
session.cert = bundle
session.verify = trust_anchor
session.trust_env = False

verified = {"answer": None}


sign_one = zeep_signature._sign_node


def sign_headers_too(context, signature, target, digest):
    """zeep signs Body and timestamp alone, and leaves out the WS-Addressing headers that it writes itself."""
    sign_one(context, signature, target, digest)
    if target.tag.endswith("}Body"):
        for header in target.getparent().iter("{http://www.w3.org/2005/08/addressing}*"):
            if header.getparent().tag.endswith("}Header"):
                sign_one(context, signature, header, digest)


class Signed(BinarySignature):
    """With a timestamp, as every policy wants it."""

    def apply(self, envelope, headers):
        now = datetime.datetime.utcnow()
        stamp = WSU.Timestamp(WSU.Created(get_timestamp(now)), WSU.Expires(get_timestamp(now + datetime.timedelta(minutes=5))))
        get_security_header(envelope).append(stamp)
        zeep_signature._sign_node = sign_one if tamper == "body-only" else sign_headers_too
        envelope, headers = super().apply(envelope, headers)
        if tamper == "tamper":
            for element in envelope.iter("{*}MRN"):
                element.text = "26BE00000000002ST5"
        return envelope, headers

    def verify(self, envelope):
        key = xmlsec.Key.from_file(gateway_certificate, xmlsec.KeyFormat.CERT_PEM)
        _verify_envelope_with_key(envelope, key)
        signature = envelope.find(".//{http://www.w3.org/2000/09/xmldsig#}Signature")
        verified["answer"] = len(signature.findall(".//{http://www.w3.org/2000/09/xmldsig#}Reference"))
        return envelope


wsse = Signed(bundle, bundle, None, getattr(xmlsec.Transform, method), xmlsec.Transform.SHA256)
client = Client(address + "?wsdl", wsse=wsse, transport=Transport(session=session))
header = {"messageId": "z-1", "messageTimestamp": "2026-11-21T12:10:00Z", "messageSender": "NES.BE", "messageRecipient": "EU.CR"}
query = {"MessageHeader": header, "functionalReference": "QUERY-0001", "MRN": "26BE00000000001ST7", "ENSQueryParameters": [{"parameter": "ENSC"}]}
try:
    answer = client.service.QueryENS(IE4Q10=query)
    print(json.dumps({"result": "answered", "verifiedReferences": verified["answer"]}))
except Fault as fault:
    subcodes = [code.localname for code in fault.subcodes or []]
    print(json.dumps({"result": "fault", "subcodes": subcodes, "detail": etree.tostring(fault.detail).decode() if fault.detail is not None else None}))
