"""Signs a person in by code and PKCE, as any OpenID client would: all it is given is the issuer. authlib."""
from urllib.parse import urljoin

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.jwk import KeySet
from lxml import html


def discover(issuer):
    metadata = OpenIDProviderMetadata(requests.get(get_well_known_url(issuer, external=True), timeout=10).json())
    assert metadata["issuer"] == issuer, metadata["issuer"]
    return metadata


def submit(session, page, fields):
    """The form of the page, as a browser sends it; answers with the first page, or with where another site is to go on."""
    form = html.fromstring(page.text).forms[0]
    sent = {**dict(form.form_values()), **fields}
    return follow(session, session.post(urljoin(page.url, form.action), data=sent, allow_redirects=False, timeout=10))


def follow(session, answer):
    while answer.is_redirect:
        address = urljoin(answer.url, answer.headers["location"])
        if "code=" in address and not address.startswith("http://127.0.0.1"):
            return address
        answer = session.get(address, allow_redirects=False, timeout=10)
    return answer


def sign_in(world, person):
    """The tokens of a person, the ID token verified by the published keys."""
    metadata = discover(world["issuer"])
    redirect = world["portal"] + "/signed-in"
    client = OAuth2Session(
        "portorium-portal", scope="openid profile", redirect_uri=redirect,
        token_endpoint_auth_method="none", code_challenge_method="S256",
    )
    verifier, nonce = "v" * 64, "invented-nonce"
    address, state = client.create_authorization_url(metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
    browser = requests.Session()
    page = follow(browser, browser.get(address, allow_redirects=False, timeout=10))
    arrived = submit(browser, page, {"username": person, "password": world["persons"][person]})
    assert isinstance(arrived, str), arrived.text
    tokens = client.fetch_token(metadata["token_endpoint"], authorization_response=arrived, state=state, code_verifier=verifier)
    keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
    told = jwt.decode(tokens["id_token"], keys, algorithms=metadata["id_token_signing_alg_values_supported"]).claims
    jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": world["issuer"]}, aud={"essential": True, "value": "portorium-portal"},
        nonce={"essential": True, "value": nonce}, exp={"essential": True},
    ).validate(told)
    return {**tokens, "claims": told}
