"""Verifies a receipt offline: python verify_receipt.py RECEIPT KEYS MESSAGE [SUBJECT]. Needs nothing but `cryptography`.

Written from shared-services/gateway/README.md, "Receipts", alone. RECEIPT is the compact JWS; KEYS the published JWK Set;
MESSAGE the exact bytes that were sent. Prints the claims, or why they prove nothing (exit code 1).
"""
import base64
import hashlib
import json
import sys
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ALWAYS = (
    "iss gateway circle party sub operation contractVersion messageId conversationId acceptedAt"
).split()


def decoded(part):
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def b64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def require(holds, reason):
    if not holds:
        raise ValueError(reason)


def key_named(keys, kid):
    found = [key for key in keys["keys"] if key.get("kid") == kid]
    require(len(found) == 1, "its key is not among the published ones")
    (key,) = found
    require(key["kty"] == "OKP" and key["crv"] == "Ed25519", "its key is of another kind")
    essence = json.dumps({name: key[name] for name in ("crv", "kty", "x")}, separators=(",", ":"))
    require(b64url(hashlib.sha256(essence.encode()).digest()) == kid, "kid is not the thumbprint of the key")
    return Ed25519PublicKey.from_public_bytes(decoded(key["x"]))


def verify(receipt, keys, message, subject=None):
    header_part, payload_part, signature_part = receipt.split(".")
    header = json.loads(decoded(header_part))
    require(header.get("alg") == "EdDSA" and header.get("typ") == "portorium-receipt+jwt", "it is no receipt")
    try:
        key_named(keys, header["kid"]).verify(decoded(signature_part), f"{header_part}.{payload_part}".encode())
    except InvalidSignature:
        raise ValueError("the signature is not that of its key") from None
    claims = json.loads(decoded(payload_part))
    require(all(isinstance(claims.get(name), str) for name in ALWAYS), "a claim is missing")
    datetime.strptime(claims["acceptedAt"], "%Y-%m-%dT%H:%M:%S.%fZ")
    given = hashlib.sha256(message).hexdigest() if message else None
    require(claims.get("sha256") == given, "it is about other bytes")
    if subject:
        pseudonym = hashlib.sha256(f"{claims['conversationId']}\n{subject}".encode()).digest()
        require(claims["sub"] == b64url(pseudonym), "somebody else acted")
    return claims


if __name__ == "__main__":
    texts = [open(name, "rb").read() for name in sys.argv[1:4]]
    try:
        print(json.dumps(verify(texts[0].decode().strip(), json.loads(texts[1]), texts[2], *sys.argv[4:5])))
    except (ValueError, KeyError) as error:
        sys.exit(f"NOT PROVEN: {error}")
