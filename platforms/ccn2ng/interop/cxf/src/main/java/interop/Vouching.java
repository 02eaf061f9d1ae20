package interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.saml.SAMLCallback;
import org.apache.wss4j.common.saml.bean.AudienceRestrictionBean;
import org.apache.wss4j.common.saml.bean.ConditionsBean;
import org.apache.wss4j.common.saml.bean.SubjectBean;
import org.apache.wss4j.common.saml.bean.Version;
import org.apache.wss4j.common.saml.builder.SAML2Constants;

/** The SAML assertion in which the system vouches for the official for whom it acts. */
class Vouching implements CallbackHandler {
    private final JsonNode order;

    Vouching(JsonNode order) {
        this.order = order;
    }

    @Override
    public void handle(Callback[] callbacks) {
        SAMLCallback wanted = (SAMLCallback) callbacks[0];
        wanted.setSamlVersion(Version.SAML_20);
        wanted.setIssuer("portorium://trusted/BE/national-entry-system");
        wanted.setSubject(new SubjectBean(order.get("official").asText(), "", SAML2Constants.CONF_SENDER_VOUCHES));
        AudienceRestrictionBean audience = new AudienceRestrictionBean(List.of("portorium://central/ccn2ng"));
        ConditionsBean conditions = new ConditionsBean();
        conditions.setTokenPeriodMinutes(5);
        conditions.setAudienceRestrictions(List.of(audience));
        wanted.setConditions(conditions);
    }
}
