package io.github.accessentries.testkit.internal.service.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The RSA key by which all issuers of one fake sign. It is made when it is first needed, since that costs a tenth of a
 * second, and lives as long as the fake; nothing outside trusts it. Thread-safe.
 */
public final class SigningKey {

    private static final int BITS = 2048;
    private static final int ID_LENGTH = 40;
    private static final String ALGORITHM = "SHA256withRSA";

    private @Nullable KeyPair pair;

    /** Makes no key yet. */
    public SigningKey() {}

    private synchronized KeyPair pair() {
        if (pair == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                pair = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no RSA", e);
            }
        }
        return pair;
    }

    /** The public half, which the issuers publish. */
    public RSAPublicKey publicKey() {
        PublicKey key = pair().getPublic();
        if (key instanceof RSAPublicKey rsa) {
            return rsa;
        }
        throw new IllegalStateException("This Java makes RSA keys of another kind: " + key.getClass());
    }

    /**
     * What tokens and the published key set call the key.
     *
     * @return forty hexadecimal digits, the same as long as the key is
     */
    public String id() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(publicKey().getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Signs a text by RS256. */
    public byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair().getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign by " + ALGORITHM, e);
        }
    }

    /** Whether a signature by RS256 is that of this key under the text. */
    public boolean hasSigned(String text, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey());
            signature.update(text.getBytes(UTF_8));
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
