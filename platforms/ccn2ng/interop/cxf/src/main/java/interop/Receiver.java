package interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSServerParameters;
import org.apache.cxf.configuration.security.ClientAuthentication;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;
import org.apache.cxf.ws.addressing.WSAddressingFeature;
import org.apache.cxf.ws.security.SecurityConstants;

/** The official receiving service, as a national system offers it to CCN2: schema and policy are checked by CXF. */
class Receiver {
    private static final String SERVICE = "RiskAnalysisOrchestrationBAS";
    private final Official official;
    private final Keys keys;
    private final List<String> arrived = new ArrayList<>();
    private Server running;

    Receiver(Official official, Keys keys) {
        this.official = official;
        this.keys = keys;
    }

    void start(JsonNode order, ObjectNode told) throws Exception {
        if (running != null) running.destroy();
        arrived.clear();
        URL wsdl = official.wsdl(SERVICE, "EU.CR");
        official.makeKnown(wsdl, order.path("suite").asText());
        int port = order.get("port").asInt();
        requireCertificates(port);
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setServiceClass(Messages.port(SERVICE));
        factory.setServiceBean(implementation());
        factory.setServiceName(Official.name(SERVICE, "CCN2.Service.Customs.EU.ICS." + SERVICE + "V2"));
        factory.setEndpointName(Official.name(SERVICE, SERVICE));
        factory.setWsdlURL(wsdl.toString());
        factory.setAddress("https://127.0.0.1:" + port + "/CCN2.Service.Customs.EU.ICS." + SERVICE + "V2");
        factory.getFeatures().add(new WSAddressingFeature());
        Map<String, Object> properties = new HashMap<>(Map.of("schema-validation-enabled", "true"));
        properties.put(SecurityConstants.ENCRYPT_USERNAME, "useReqSigCert");
        // Else CXF says 202 to a one-way message before it has looked at its policy, and the message is lost.
        properties.put(Message.ROBUST_ONEWAY, "true");
        Security.set(order, official, keys, properties);
        factory.setProperties(properties);
        running = factory.create();
        told.put("result", "listens");
    }

    void tellArrivals(ObjectNode told) {
        told.put("result", "told");
        synchronized (arrived) {
            arrived.forEach(told.putArray("arrivals")::add);
        }
    }

    /** Every operation of the service keeps what came. */
    private Object implementation() {
        Class<?> port = Messages.port(SERVICE);
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, operation, given) -> {
            if (operation.getDeclaringClass() == Object.class) return operation.invoke(arrived, given);
            String message = Messages.writeReceived(operation, given[0]);
            synchronized (arrived) {
                arrived.add(message);
            }
            return null;
        });
    }

    private void requireCertificates(int port) throws Exception {
        TLSServerParameters tls = new TLSServerParameters();
        tls.setSecureSocketProtocol("TLSv1.3");
        tls.setKeyManagers(keys.keyManagers());
        tls.setTrustManagers(keys.trustManagers());
        ClientAuthentication clients = new ClientAuthentication();
        clients.setWant(true);
        clients.setRequired(true);
        tls.setClientAuthentication(clients);
        BusFactory.getDefaultBus().getExtension(JettyHTTPServerEngineFactory.class).setTLSServerParametersForPort(port, tls);
    }
}
