package io.github.accessentries.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 and localhost, and its key, of no worth but to tests. Made by {@code keytool -genkeypair
 * -keyalg EC -groupname secp256r1 -validity 36500 -ext SAN=IP:127.0.0.1,DNS:localhost}.
 */
public final class LoopbackTls {

    private static final char[] PASSWORD = "test-only".toCharArray();
    private static final String ALIAS = "loopback-test-only";

    private static final KeyStore KEYS = read();
    private static final SSLContext CONTEXT = make();

    private LoopbackTls() {}

    private static KeyStore read() {
        try (InputStream file =
                Objects.requireNonNull(LoopbackTls.class.getResourceAsStream("loopback-test-only.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** For both sides: shows the certificate, and trusts it. One for all, since it takes a tenth of a second to make. */
    public static SSLContext context() {
        return CONTEXT;
    }

    private static SSLContext make() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KEYS, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** For clients that show no certificate. */
    public static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static TrustManager[] trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KEYS);
        return trust.getTrustManagers();
    }

    public static String certificatePem() {
        try {
            Certificate certificate = KEYS.getCertificate(ALIAS);
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String keyPem() {
        try {
            return pem("PRIVATE KEY", KEYS.getKey(ALIAS, PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }
}
