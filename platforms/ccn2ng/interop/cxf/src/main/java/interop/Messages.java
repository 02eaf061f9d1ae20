package interop;

import eu.ec.xmlns.businessactivityservice.ics.riskanalysisorchestrationbas.v2.RiskAnalysisOrchestrationBAS;
import eu.ec.xmlns.dataservice.ics.ensconsultationds.v2.ENSConsultationDS;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.Marshaller;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;

/** Messages as the generated classes read and write them. */
class Messages {
    private Messages() {}

    static Class<?> port(String service) {
        return service.equals("ENSConsultationDS") ? ENSConsultationDS.class : RiskAnalysisOrchestrationBAS.class;
    }

    static Object read(Method operation, String xml) throws Exception {
        Class<?> type = operation.getParameterTypes()[0];
        return JAXBContext.newInstance(type).createUnmarshaller()
            .unmarshal(new StreamSource(new StringReader(xml)), type).getValue();
    }

    static String write(Method operation, Object answer) throws Exception {
        WebResult result = operation.getAnnotation(WebResult.class);
        return write(new QName(result.targetNamespace(), result.name()), answer);
    }

    static String writeReceived(Method operation, Object message) throws Exception {
        WebParam parameter = (WebParam) operation.getParameterAnnotations()[0][0];
        return write(new QName(parameter.targetNamespace(), parameter.name()), message);
    }

    @SuppressWarnings("unchecked")
    private static String write(QName name, Object value) throws Exception {
        Class<Object> type = (Class<Object>) value.getClass();
        Marshaller marshaller = JAXBContext.newInstance(type).createMarshaller();
        marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
        StringWriter text = new StringWriter();
        marshaller.marshal(new JAXBElement<>(name, type, value), text);
        return text.toString();
    }
}
