import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSDataRef;
import org.apache.ws.security.WSEncryptionPart;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.components.crypto.Merlin;
import org.apache.ws.security.message.WSSecHeader;
import org.apache.ws.security.message.WSSecSignature;
import org.apache.ws.security.message.WSSecTimestamp;
import org.w3c.dom.Document;

/**
 * Apache WSS4J at a pipe: signs the envelope of the standard input (sign: the certificate alone, sign-path: its path), or
 * verifies it and prints the names of the parts that are signed.
 */
public class Wss4j {
    private static final String PASSWORD = "interop";
    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

    public static void main(String[] given) throws Exception {
        Document document = read();
        if (given[0].equals("verify")) verify(document, given[2]);
        else sign(document, given[1], given[0].equals("sign-path"));
    }

    private static Document read() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(System.in);
    }

    private static void sign(Document document, String keystore, boolean path) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new FileInputStream(keystore), PASSWORD.toCharArray());
        Merlin crypto = new Merlin();
        crypto.setKeyStore(keys);

        WSSecHeader header = new WSSecHeader();
        header.insertSecurityHeader(document);
        WSSecTimestamp timestamp = new WSSecTimestamp();
        timestamp.setTimeToLive(300);
        timestamp.build(document, header);

        WSSecSignature signature = new WSSecSignature();
        signature.setUserInfo("be", PASSWORD);
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setUseSingleCertificate(!path);
        signature.setSignatureAlgorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
        List<WSEncryptionPart> parts = new ArrayList<>();
        parts.add(new WSEncryptionPart("Body", "http://www.w3.org/2003/05/soap-envelope", ""));
        parts.add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
        parts.add(new WSEncryptionPart("Action", ADDRESSING, ""));
        parts.add(new WSEncryptionPart("MessageID", ADDRESSING, ""));
        signature.setParts(parts);
        signature.build(document, crypto, header);

        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(System.out));
    }

    private static void verify(Document document, String trustAnchor) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate root = CertificateFactory.getInstance("X.509").generateCertificate(new FileInputStream(trustAnchor));
        trusted.setCertificateEntry("root", root);
        Merlin crypto = new Merlin();
        crypto.setTrustStore(trusted);

        List<WSSecurityEngineResult> results =
            new WSSecurityEngine().processSecurityHeader(document, null, null, crypto);
        StringBuilder names = new StringBuilder();
        for (WSSecurityEngineResult result : results) {
            Object references = result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
            if (references == null) continue;
            for (Object reference : (List<?>) references) {
                names.append(((WSDataRef) reference).getName().getLocalPart()).append(' ');
            }
        }
        System.out.println(names);
    }
}
