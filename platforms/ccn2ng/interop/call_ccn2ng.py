"""Calls CCN2ng as a national system would whose client was generated from the official WSDL, and by nothing else.

Arguments: folder of the official contracts, address of CCN2ng, PEM with key and certificate, PEM of the trust anchor.
Prints one JSON object per call.
"""
import datetime
import json
import sys

import isodate
import requests
from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.transports import Transport
from zeep.wsa import WsAddressingPlugin

folder, address, bundle, trust_anchor = sys.argv[1:5]
wsdl = folder + "/{kind}/ICS/{name}/V2/CCN2.Service.Customs.EU.ICS.{name}_2.0.0_CCN2_2.0.0.wsdl"
# The official schema wants times to end in Z; isodate, which zeep writes them with, does so for its own UTC only.
now = datetime.datetime(2026, 11, 21, 12, 10, 0, tzinfo=isodate.UTC)

session = requests.Session()
session.cert = bundle
session.verify = trust_anchor
session.trust_env = False


def service(kind, name, plugins=()):
    location = wsdl.format(kind=kind, name=name)
    client = Client(location, transport=Transport(session=session), settings=Settings(strict=True), plugins=list(plugins))
    binding = "{http://xmlns.ec.eu/%s/ICS/%s/V2}%sSoapBinding" % (kind, name, name)
    # Only the address is ours: the official one has placeholders for host and port.
    return client.create_service(binding, address + "/CCN2.Service.Customs.EU.ICS." + name + "V2")


def header(message_id):
    return {
        "messageId": message_id,
        "messageTimestamp": now,
        "messageSender": "NES.BE",
        "messageRecipient": "EU.CR",
    }


analyst = {"name": "Duty analyst (invented)", "communication": [{"identifier": "risk@customs.example", "type": "EM"}]}
mrn = "26BE00000000001ST7"


def assessment(message_id):
    return {
        "MessageHeader": header(message_id),
        "messageFunction": "9",
        "functionalReference": mrn,
        "documentIssueDate": {"DateTime": now},
        "involvedMemberState": {"country": "BE"},
        "riskAnalyst": analyst,
        "riskAnalysis": {
            "riskAnalysisRequestReference": mrn + "-BE",
            "category": "E",
            "riskAnalysisResult": [
                {"riskAnalysisType": "E", "resultCode": "0", "dateAndTimeOfCompletion": {"DateTime": now}}
            ],
        },
        "referralRequestDetails": [
            {
                "referralRequestReference": "RFI-0001",
                "requestType": "RFI",
                "transportDocumentHouseLevel": {"documentNumber": "IAX000000001", "type": "N703"},
                "additionalInformation": [{"text": "State what the goods are made of."}],
            }
        ],
    }


def result(message_id):
    return {
        "MessageHeader": header(message_id),
        "messageFunction": "9",
        "functionalReference": mrn,
        "documentIssueDate": {"DateTime": now},
        "responsibleMemberState": {"country": "BE"},
        "riskAnalyst": analyst,
        "riskAnalysis": [
            {
                "riskAnalysisRequestReference": mrn + "-BE",
                "category": "F",
                "riskAnalysisResult": [{"riskAnalysisType": "F", "riskLevel": "H", "resultCode": "2"}],
            }
        ],
        "doNotLoadDetails": {"transportDocument": [{"documentNumber": "IAX000000001", "type": "N703"}]},
    }


def hit(message_id):
    return {
        "MessageHeader": header(message_id),
        "functionalReference": mrn,
        "documentIssueDate": {"DateTime": now},
        "riskAnalysis": {
            "riskAnalysisRequestReference": mrn + "-BE",
            "involvedMemberState": {"country": "BE"},
            "responsibleMemberState": {"country": "BE"},
        },
    }


def query(message_id):
    return {
        "MessageHeader": header(message_id),
        "functionalReference": "QUERY-0001",
        "MRN": mrn,
        "ENSQueryParameters": [{"parameter": "ENSC"}],
    }


def faults_of(fault):
    detail = fault.detail if fault.detail is not None else []
    return [" ".join(part.text or "" for part in one) for one in detail.iter("{urn:portorium:fault:1}faults")]


def told(name, work):
    try:
        answer = work()
        reference = getattr(answer, "functionalReference", None) or getattr(getattr(answer, "IE4R05", None), "functionalReference", None)
        print(json.dumps({"call": name, "result": "taken" if answer is None else "answered", "reference": reference}))
    except Fault as fault:
        subcode = fault.subcodes[0].localname if fault.subcodes else None
        print(json.dumps({"call": name, "result": "fault", "code": fault.code, "subcode": subcode, "faults": faults_of(fault)}))
    except Exception as error:
        print(json.dumps({"call": name, "result": "error", "reason": "%s: %s" % (type(error).__name__, error)}))


for way, plugins in (("", ()), (" with WS-Addressing", (WsAddressingPlugin(),))):
    risk = service("BusinessActivityService", "RiskAnalysisOrchestrationBAS", plugins)
    consultation = service("DataService", "ENSConsultationDS", plugins)
    told("IE4S01submitEScreeningAssessment" + way, lambda: risk.IE4S01submitEScreeningAssessment(IE4S01=assessment("z-1" + way[:1])))
    told("IE4S01updateEScreeningResult" + way, lambda: risk.IE4S01updateEScreeningResult(IE4S01=assessment("z-2" + way[:1])))
    told("IE4S02submitRiskAnalysisResult" + way, lambda: risk.IE4S02submitRiskAnalysisResult(IE4S02=result("z-3" + way[:1])))
    told("IE4S02updateERiskAnalysisResult" + way, lambda: risk.IE4S02updateERiskAnalysisResult(IE4S02=result("z-4" + way[:1])))
    told("IE4N03notifyERiskAnalysisHit" + way, lambda: risk.IE4N03notifyERiskAnalysisHit(IE4N03=hit("z-5" + way[:1])))
    told("IsAlive of RiskAnalysisOrchestrationBAS" + way, lambda: risk.IsAlive())
    told("QueryENS" + way, lambda: consultation.QueryENS(IE4Q10=query("z-6" + way[:1])))
    told("IsAlive of ENSConsultationDS" + way, lambda: consultation.IsAlive())

broken = assessment("z-7")
broken["involvedMemberState"]["country"] = "CN"
told("a country that is no Member State", lambda: service("BusinessActivityService", "RiskAnalysisOrchestrationBAS").IE4S01submitEScreeningAssessment(IE4S01=broken))
