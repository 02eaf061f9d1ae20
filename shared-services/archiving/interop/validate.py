"""Holds packages against the E-ARK specifications, by the validator of the DILCIS Board's tools (eark-validator on PyPI).

Usage: validate.py PACKAGE.tar... ; prints one line of JSON for each, with everything that is wrong.
The validator fetches lists of words (vocabularies) from the web when it is loaded; where there is no web the words that our
packages use stand for them (they were looked up in the published lists), and that is said.
"""
import io
import json
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

fetch = urllib.request.urlopen
missing = []
known = ["Mixed", "MIXED", "SIP", "CURRENT"]


def fetch_or_known(address, *given, **named):
    try:
        return fetch(address, *given, **named)
    except urllib.error.URLError:
        missing.append(str(address))
        return io.BytesIO("".join(f"<Term>{word}</Term>\n" for word in known).encode())


urllib.request.urlopen = fetch_or_known

from eark_validator.packages import PackageValidator  # noqa: E402
from eark_validator.specifications.specification import SpecificationVersion  # noqa: E402


def validate(path):
    report = PackageValidator(Path(path), SpecificationVersion.V2_1_0).validation_report
    return json.loads(report.model_dump_json())


for path in sys.argv[1:]:
    print(json.dumps({"package": path, "vocabulariesMissing": len(missing), "report": validate(path)}))
