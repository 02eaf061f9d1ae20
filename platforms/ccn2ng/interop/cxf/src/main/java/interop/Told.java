package interop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.ec.xmlns.businessobjects.ics.servicefaultbasictype.v1.ServiceFaultBasicType;
import eu.ec.xmlns.dataservice.ics.ensconsultationds.v2.ServiceFault;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.Iterator;
import javax.xml.namespace.QName;

/** What a developer sees of a call that failed. */
class Told {
    private Told() {}

    static void failure(Throwable error, ObjectNode told) throws Exception {
        if (error instanceof SOAPFaultException refused) {
            fault(refused.getFault(), told);
            return;
        }
        if (error instanceof ServiceFault refused) {
            declared(refused, told);
            return;
        }
        told.put("result", "error");
        StringBuilder reasons = new StringBuilder();
        for (Throwable one = error; one != null; one = one.getCause()) reasons.append(one).append('\n');
        told.put("reason", reasons.toString());
    }

    /** The exception that the official contract declares. */
    private static void declared(ServiceFault refused, ObjectNode told) {
        told.put("result", "declared fault");
        told.put("reason", refused.getMessage());
        ArrayNode entries = told.putArray("entries");
        for (ServiceFaultBasicType one : refused.getFaultInfo().getServiceFaultList()) {
            entries.addObject().put("code", one.getErrorCode()).put("reason", one.getErrorReason())
                .put("pointer", String.join(" ", one.getErrorPointer()));
        }
    }

    private static void fault(SOAPFault fault, ObjectNode told) throws Exception {
        told.put("result", "fault");
        told.put("code", fault.getFaultCodeAsQName().getLocalPart());
        told.put("reason", fault.getFaultString());
        ArrayNode subcodes = told.putArray("subcodes");
        for (Iterator<QName> all = fault.getFaultSubcodes(); all.hasNext();) subcodes.add(all.next().getLocalPart());
        if (fault.getDetail() != null) told.put("detail", fault.getDetail().getTextContent());
    }
}
