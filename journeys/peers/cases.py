"""One case: python cases.py FOLDER CASE [ARGUMENT...]. FOLDER/world.json says where the platform is. Prints one JSON object."""
import json
import os
import subprocess
import sys

import filings
import requests
import tokens
from sign_in import sign_in

folder, case, *given = sys.argv[1:]
with open(os.path.join(folder, "world.json"), encoding="utf-8") as file:
    world = json.load(file)
administrator = "invented-post-administrator"


def administrator_token():
    return sign_in(world, administrator)["access_token"]


def system_token():
    client_id, key = tokens.system_with_key(world, administrator_token())
    return tokens.by_assertion(world, client_id, key)["access_token"]


def seal_folder(kind):
    return os.path.join(folder, "seal-" + kind)


def kept(body, answer):
    """What is needed to prove it later."""
    for name, octets in (("message", body), ("receipt", answer.headers.get("Message-Receipt", "").encode())):
        with open(os.path.join(folder, name), "wb") as out:
            out.write(octets)
    return {"status": answer.status_code, "receipt": "Message-Receipt" in answer.headers, "text": answer.text[:1500]}


def code_and_pkce():
    told = sign_in(world, administrator)
    return {"person": told["claims"]["sub"], "type": told["token_type"]}


def assertion(algorithm):
    client_id, key = tokens.system_with_key(world, administrator_token(), algorithm)
    token = tokens.by_assertion(world, client_id, key, algorithm)["access_token"]
    return {"isOfClient": tokens.claims_of(token)["azp"] == client_id, **called(token)}


def called(token, cert=None):
    session = filings.session_for(world)
    headers = {"Authorization": "Bearer " + token}
    answer = session.get(world["speed2ng"] + "/rest/v1/mandates", headers=headers, cert=cert, timeout=10)
    return {"status": answer.status_code, "code": answer.json().get("code")}


def mutual_tls(kind):
    pair = (seal_folder(kind) + "/seal.pem", seal_folder(kind) + "/key.pem")
    with open(pair[0], encoding="ascii") as pem:
        registered = {"authentication": "self_signed_tls_client_auth", "certificate": pem.read()}
    client_id = tokens.register(world, administrator_token(), **registered)
    token = tokens.by_certificate(world, client_id, pair)["access_token"]
    return {"with": called(token, pair), "without": called(token), "bound": "x5t#S256" in tokens.claims_of(token)["cnf"]}


def seal(kind):
    os.makedirs(seal_folder(kind), exist_ok=True)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "register_seal.sh")
    known = [seal_folder(kind), world["speed2ng"], world["trustAnchor"], administrator_token(), kind]
    return {"fingerprint256": subprocess.run([script, *known], check=True, capture_output=True, text=True).stdout.strip()}


def rest(kind, algorithm, tamper=None):
    sealed = {"folder": seal_folder(kind), "algorithm": algorithm}
    return kept(*filings.by_rest(world, system_token(), sealed, tamper is not None))


def soap(library, kind, algorithm, tamper=None):
    return kept(*filings.by_soap(world, system_token(), seal_folder(kind), library, algorithm, tamper is not None))


def possession(algorithm):
    bound = tokens.new_key(algorithm)
    client_id, key = tokens.system_with_key(world, administrator_token(), dpopRequired=True)
    token = tokens.by_assertion(world, client_id, key, dpop=bound, proof_algorithm=algorithm)
    body, (first, second) = filings.by_rest_bound(world, token["access_token"], bound, algorithm)
    kept(body, second)
    return {"type": token["token_type"], "first": [first.status_code, first.json()["code"]], "second": second.status_code}


def receipt_keys():
    answer = requests.get(world["speed2ng"] + "/.well-known/portorium-receipt-keys", verify=world["trustAnchor"], timeout=10)
    with open(os.path.join(folder, "keys.json"), "wb") as out:
        out.write(answer.content)
    return {"keys": len(answer.json()["keys"])}


print(json.dumps(globals()[case](*given)))
