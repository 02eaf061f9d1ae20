"""An IT system's tokens: by assertions that its key signs (authlib), by its certificate (requests), bound by DPoP (jwcrypto)."""
import base64
import hashlib
import json
import time
import uuid

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import import_key
from jwcrypto import jwk, jws
from sign_in import discover

KEYS = {
    "ES256": {"kty": "EC", "crv": "P-256"}, "ES384": {"kty": "EC", "crv": "P-384"},
    "PS256": {"kty": "RSA", "size": 2048}, "RS256": {"kty": "RSA", "size": 2048},
    "EdDSA": {"kty": "OKP", "crv": "Ed25519"}, "Ed25519": {"kty": "OKP", "crv": "Ed25519"},
}


def new_key(algorithm="ES256"):
    return jwk.JWK.generate(**KEYS[algorithm])


def public(key):
    return key.export_public(as_dict=True)


def b64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def claims_of(token):
    """What a token says; nobody but the gateway verifies it."""
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def register(world, administrator_token, **what):
    """An API client, registered by the operator's own administrator. Answers with its client_id."""
    body = {"name": "System of another make", "profiles": ["declarant"], **what}
    headers = {"Authorization": "Bearer " + administrator_token, "Idempotency-Key": str(uuid.uuid4())}
    address = world["speed2ng"] + "/rest/v1/credentials/api-clients"
    answer = requests.post(address, json=body, headers=headers, timeout=10, verify=world["trustAnchor"])
    assert answer.status_code == 201, answer.text
    return answer.json()["clientId"]


def system_with_key(world, administrator_token, algorithm="ES256", **more):
    key = new_key(algorithm)
    jwks = {"keys": [public(key)]}
    client_id = register(world, administrator_token, authentication="private_key_jwt", jwks=jwks, **more)
    return client_id, key


def by_assertion(world, client_id, key, algorithm="ES256", dpop=None, proof_algorithm="ES256"):
    """private_key_jwt (RFC 7523) as authlib makes it. Answers with the token and its type."""
    endpoint = discover(world["issuer"])["token_endpoint"]
    secret = import_key(key.export_private(as_dict=True))
    client = OAuth2Session(client_id, client_secret=secret, token_endpoint_auth_method="private_key_jwt")
    client.register_client_auth_method(PrivateKeyJWT(endpoint, alg=algorithm))
    given = {}
    if dpop:  # authlib has headers of its own; what is given takes their place.
        form = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        given["headers"] = {**form, "DPoP": proof(dpop, "POST", endpoint, algorithm=proof_algorithm)}
    return client.fetch_token(endpoint, grant_type="client_credentials", **given)


def by_certificate(world, client_id, pem):
    """self_signed_tls_client_auth (RFC 8705, 2.2): the certificate of the connection is all."""
    endpoint = discover(world["issuer"])["mtls_endpoint_aliases"]["token_endpoint"]
    form = {"grant_type": "client_credentials", "client_id": client_id}
    answer = requests.post(endpoint, data=form, cert=pem, verify=world["trustAnchor"], timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def proof(key, method, address, token=None, nonce=None, algorithm="ES256"):
    """A DPoP proof (RFC 9449, 4.2) by jwcrypto."""
    claims = {"jti": str(uuid.uuid4()), "htm": method, "htu": address, "iat": int(time.time())}
    if token:
        claims["ath"] = b64url(hashlib.sha256(token.encode()).digest())
    if nonce:
        claims["nonce"] = nonce
    made = jws.JWS(json.dumps(claims))
    made.allowed_algs = [algorithm]
    made.add_signature(key, protected={"typ": "dpop+jwt", "alg": algorithm, "jwk": public(key)})
    return made.serialize(compact=True)
