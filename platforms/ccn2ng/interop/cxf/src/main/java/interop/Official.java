package interop;

import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.namespace.QName;
import org.apache.cxf.BusFactory;
import org.apache.cxf.ws.policy.PolicyBuilder;
import org.apache.cxf.ws.policy.PolicyEngine;
import org.apache.neethi.Policy;
import org.apache.neethi.PolicyRegistry;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The official contracts: WSDL as it is published, and the policies of CCN2 by their ids. */
class Official {
    private static final String CXF_SUITES = " xmlns:cxf='http://cxf.apache.org/custom/security-policy'";
    private static final List<String> REFERRED = List.of(
        "username_supporting_token_plaintext_password", "wss11_saml20_sendervouches_token_mutual_authn_sign_encrypt");
    private final String folder;

    Official(String folder) {
        this.folder = folder;
    }

    static String kind(String service) {
        return service.endsWith("DS") ? "DataService" : "BusinessActivityService";
    }

    /** @param side CCN2: what it offers to national systems; EU.CR: what partners offer to it */
    URL wsdl(String service, String side) throws Exception {
        String name = "CCN2.Service.Customs.EU.ICS." + service + "_2.0.0_" + side + "_2.0.0.wsdl";
        return Path.of(folder, kind(service), "ICS", service, "V2", name).toUri().toURL();
    }

    static QName name(String service, String local) {
        return new QName("http://xmlns.ec.eu/" + kind(service) + "/ICS/" + service + "/V2", local);
    }

    /**
     * The WSDL names its policy as if it stood in the same file; it stands in one that is imported, where CXF does not look.
     */
    void makeKnown(URL wsdl, String suite) throws Exception {
        PolicyRegistry registry = BusFactory.getDefaultBus().getExtension(PolicyEngine.class).getRegistry();
        for (String id : REFERRED) registry.register(wsdl + "#" + id, policy(List.of(id), suite));
    }

    /** @param suite stands for Basic256Sha256, where it is given: the one thing that is not taken of the policies */
    Policy policy(List<String> ids, String suite) throws Exception {
        Document document = read(suite);
        PolicyBuilder builder = BusFactory.getDefaultBus().getExtension(PolicyBuilder.class);
        Policy whole = new Policy();
        for (String id : ids) whole = whole.merge(builder.getPolicy(element(document, id)));
        return whole;
    }

    private Document read(String suite) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String text = Files.readString(Path.of(folder, "Policies", "CCN2", "CCN2.Service.Platform.SecurityPolicies.wsdl"));
        String given = suite.isEmpty() ? text : text.replace("<wssp:Basic256Sha256", "<cxf:" + suite + CXF_SUITES);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(given)));
    }

    private static Element element(Document document, String id) {
        NodeList policies = document.getElementsByTagNameNS("http://schemas.xmlsoap.org/ws/2004/09/policy", "Policy");
        for (int at = 0; at < policies.getLength(); at += 1) {
            Element policy = (Element) policies.item(at);
            String utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
            if (policy.getAttributeNS(utility, "Id").equals(id)) return policy;
        }
        throw new IllegalArgumentException("no policy " + id);
    }
}
