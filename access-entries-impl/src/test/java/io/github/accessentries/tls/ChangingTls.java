package io.github.accessentries.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** The TLS of a server that becomes another one while it runs, and then knows no session of before. */
public final class ChangingTls {

    /** Who it can be. Made like {@link LoopbackTls}'s certificate, the last one for a name that is not this machine's. */
    public enum Identity {
        FIRST("loopback"),
        SECOND("second"),
        ELSEWHERE("elsewhere");

        private final String alias;

        Identity(String name) {
            alias = name + "-test-only";
        }

        private KeyStore keys() {
            try (InputStream file = Objects.requireNonNull(ChangingTls.class.getResourceAsStream(alias + ".p12"))) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(file, PASSWORD);
                return keys;
            } catch (IOException | GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        public String pem() {
            try {
                return "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                                .encodeToString(keys().getCertificate(alias).getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        public Instant end() {
            try {
                return ((X509Certificate) keys().getCertificate(alias))
                        .getNotAfter()
                        .toInstant();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        SSLContext context() {
            try {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(keys(), PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(factory.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final char[] PASSWORD = "test-only".toCharArray();

    private volatile SSLContext current;

    public ChangingTls(Identity first) {
        current = first.context();
    }

    public void become(Identity other) {
        current = other.context();
    }

    public SSLContext context() {
        SSLContext first = current;
        return new SSLContext(new Following(), first.getProvider(), first.getProtocol()) {};
    }

    private final class Following extends SSLContextSpi {

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("It is made already");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return current.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return current.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return current.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return current.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return current.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return current.getClientSessionContext();
        }
    }
}
