package interop;

import java.io.FileInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/**
 * own.p12 (the system's key, alias "be"), anchor.pem and issuer.pem (the union's authority, and its branch that certifies
 * CCN2ng), ccn2ng.pem (its certificate for messages).
 */
class Keys {
    static final String OWN = "be";
    static final String CCN2NG = "ccn2ng";
    private static final String PASSWORD = "interop";
    private final KeyStore own = KeyStore.getInstance("PKCS12");
    private final KeyStore trusted = KeyStore.getInstance("PKCS12");

    Keys(String folder) throws Exception {
        try (FileInputStream file = new FileInputStream(Path.of(folder, "own.p12").toFile())) {
            own.load(file, PASSWORD.toCharArray());
        }
        trusted.load(null, null);
        trusted.setCertificateEntry("anchor", read(Path.of(folder, "anchor.pem")));
        trusted.setCertificateEntry("issuer", read(Path.of(folder, "issuer.pem")));
        // For whom content is encrypted, and whose answers name their key by its identifier.
        own.setCertificateEntry(CCN2NG, read(Path.of(folder, "ccn2ng.pem")));
    }

    private static Certificate read(Path path) throws Exception {
        try (FileInputStream file = new FileInputStream(path.toFile())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    KeyManager[] keyManagers() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    TrustManager[] trustManagers() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    Crypto crypto() {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(own);
        crypto.setTrustStore(trusted);
        return crypto;
    }

    boolean isElliptic() throws Exception {
        return own.getCertificate(OWN).getPublicKey().getAlgorithm().equals("EC");
    }

    CallbackHandler passwords() {
        return callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(PASSWORD);
    }
}
