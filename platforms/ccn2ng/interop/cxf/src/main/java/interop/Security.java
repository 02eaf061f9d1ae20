package interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.cxf.ws.policy.PolicyConstants;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.neethi.Policy;

/** What a developer sets at a client or an endpoint of CXF besides its policy: keys, names, the algorithm of signatures. */
class Security {
    private static final String ALGORITHMS = "http://www.w3.org/2001/04/xmldsig-more#";

    private static final String OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

    private Security() {}

    /** Without policies in the order, those of the WSDL hold; with an empty list, none. */
    static void set(JsonNode order, Official official, Keys keys, Map<String, Object> properties) throws Exception {
        if (order.has("policies")) {
            List<?> ids = new ObjectMapper().convertValue(order.get("policies"), List.class);
            Policy policy = official.policy(ids.stream().map(Object::toString).toList(), order.path("suite").asText());
            properties.put(PolicyConstants.POLICY_OVERRIDE, policy);
        }
        properties.put(SecurityConstants.SIGNATURE_CRYPTO, keys.crypto());
        properties.put(SecurityConstants.SIGNATURE_USERNAME, Keys.OWN);
        properties.put(SecurityConstants.ENCRYPT_CRYPTO, keys.crypto());
        properties.put(SecurityConstants.CALLBACK_HANDLER, keys.passwords());
        String algorithm = order.path("algorithm").asText(ALGORITHMS + (keys.isElliptic() ? "ecdsa-sha256" : "rsa-sha256"));
        properties.put(SecurityConstants.ASYMMETRIC_SIGNATURE_ALGORITHM, algorithm);
        properties.put("ws-security.custom.alg.suite.asymmetric.key.encryption.algorithm", OAEP);
        properties.put("ws-security.custom.alg.suite.asymmetric.signature", algorithm);
        if (order.has("userName")) properties.put(SecurityConstants.USERNAME, order.get("userName").asText());
        if (order.has("userName")) properties.put(SecurityConstants.PASSWORD, order.path("password").asText());
        if (order.has("official")) properties.put(SecurityConstants.SAML_CALLBACK_HANDLER, new Vouching(order));
    }
}
