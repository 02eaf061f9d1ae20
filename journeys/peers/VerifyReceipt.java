import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Verifies a receipt with Nimbus: RECEIPT KEYS MESSAGE. Prints the claims, or why they prove nothing. */
public final class VerifyReceipt {
  public static void main(String[] names) throws Exception {
    JWSObject receipt = JWSObject.parse(Files.readString(Path.of(names[0])).strip());
    require(receipt.getHeader().getAlgorithm().equals(JWSAlgorithm.EdDSA), "the algorithm is another");
    require(new JOSEObjectType("portorium-receipt+jwt").equals(receipt.getHeader().getType()), "it is no receipt");
    var key = JWKSet.load(Path.of(names[1]).toFile()).getKeyByKeyId(receipt.getHeader().getKeyID());
    require(key != null, "its key is not among the published ones");
    require(key.computeThumbprint().toString().equals(key.getKeyID()), "kid is not the thumbprint");
    require(receipt.verify(new Ed25519Verifier(key.toOctetKeyPair())), "the signature is not that of its key");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Path.of(names[2])));
    Object said = receipt.getPayload().toJSONObject().get("sha256");
    require(HexFormat.of().formatHex(hash).equals(said), "it is about other bytes");
    System.out.println(receipt.getPayload());
  }

  private static void require(boolean holds, String reason) {
    if (holds) return;
    System.err.println("NOT PROVEN: " + reason);
    System.exit(1);
  }
}
