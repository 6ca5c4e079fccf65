package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.accessentries.tls.LoopbackTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate and key of no worth but to tests; {@code tls/make.sh} makes them. */
record TestIdentity(String name, KeyStore store) {

    private static final String ALIAS = "test-only";
    private static final char[] PASSWORD = ALIAS.toCharArray();

    /** To open a key store takes a tenth of a second. */
    private static final Map<String, TestIdentity> READ = new ConcurrentHashMap<>();

    static TestIdentity of(String name) {
        return READ.computeIfAbsent(name, TestIdentity::read);
    }

    private static TestIdentity read(String name) {
        try (InputStream file = resource("tls/" + name + "-test-only.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return new TestIdentity(name, store);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(TestIdentity.class.getResourceAsStream(name), name);
    }

    /** Writes the authority of some certificates: {@code clients}, or {@code others}. */
    static Path authority(String name, Path file) throws IOException {
        try (InputStream authority = resource("tls/" + name + ".crt")) {
            return Files.write(file, authority.readAllBytes());
        }
    }

    /** A client that shows it, and trusts the loopback certificate. */
    SSLContext client() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), LoopbackTls.trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A client without a certificate that trusts this one. */
    SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("it", store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String certificatePem() {
        try {
            return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** In PKCS #8. */
    String keyPem() {
        return pem("PRIVATE KEY", key());
    }

    /** In the form of its algorithm, which is the last element of PKCS #8. */
    String keyPem(String algorithm, int headerBytes) {
        byte[] key = key();
        return pem(algorithm + " PRIVATE KEY", Arrays.copyOfRange(key, headerBytes, key.length));
    }

    private byte[] key() {
        try {
            return store.getKey(ALIAS, PASSWORD).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    @Override
    public String toString() {
        return name;
    }
}
