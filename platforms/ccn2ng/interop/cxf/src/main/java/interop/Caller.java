package interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.AddressingFeature;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.ws.security.SecurityConstants;

/** Calls CCN2ng through the classes made of the official WSDL. Only the address is given. */
class Caller {
    private final Official official;
    private final Keys keys;

    Caller(Official official, Keys keys) {
        this.official = official;
        this.keys = keys;
    }

    void call(JsonNode order, ObjectNode told) throws Exception {
        String service = order.get("service").asText();
        Class<?> port = Messages.port(service);
        Method operation = operation(port, order.get("operation").asText());
        Object proxy = connect(service, port, order);
        try {
            Object answer = operation.invoke(proxy, Messages.read(operation, order.get("message").asText()));
            told.put("result", answer == null ? "taken" : "answered");
            if (answer != null) told.put("answer", Messages.write(operation, answer));
        } catch (InvocationTargetException failed) {
            Told.failure(failed.getCause(), told);
        }
    }

    private static Method operation(Class<?> port, String name) {
        return Arrays.stream(port.getMethods()).filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
    }

    private Object connect(String service, Class<?> port, JsonNode order) throws Exception {
        URL wsdl = official.wsdl(service, "CCN2");
        official.makeKnown(wsdl, order.path("suite").asText());
        Service made = Service.create(
            wsdl,
            Official.name(service, "CCN2.Service.Customs.EU.ICS." + service + "V2"));
        Object proxy = order.path("addressing").asBoolean(true)
            ? made.getPort(Official.name(service, service), port, new AddressingFeature())
            : made.getPort(Official.name(service, service), port);
        Map<String, Object> context = ((BindingProvider) proxy).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, order.get("address").asText());
        context.put("schema-validation-enabled", "true");
        context.put(SecurityConstants.ENCRYPT_USERNAME, Keys.CCN2NG);
        Security.set(order, official, keys, context);
        secure(ClientProxy.getClient(proxy));
        return proxy;
    }

    private void secure(Client client) throws Exception {
        TLSClientParameters tls = new TLSClientParameters();
        tls.setSecureSocketProtocol("TLSv1.3");
        tls.setKeyManagers(keys.keyManagers());
        tls.setTrustManagers(keys.trustManagers());
        ((HTTPConduit) client.getConduit()).setTlsClientParameters(tls);
    }
}
