package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.certificate.CertificateBundle;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities of one cluster and no other. While a cluster's authority is being replaced, its description has both, and
 * each of them counts. What is trusted can be replaced while it is in use.
 *
 * <p>Whether a certificate is for the host that was called is none of its business: the client checks that itself.
 */
final class ClusterTrust extends X509ExtendedTrustManager {

    /** What TLS 1.3 gives for the way that keys are exchanged, since certificates have no part in it. */
    private static final String ANY_KEY_EXCHANGE = "UNKNOWN";

    private volatile X509ExtendedTrustManager current;

    /** @throws IllegalArgumentException if these are no certificates */
    ClusterTrust(byte[] pem) {
        current = trusting(pem);
    }

    /** @throws IllegalArgumentException if these are no certificates; what was trusted before is then trusted still */
    void replace(byte[] pem) {
        current = trusting(pem);
    }

    /** What is trusted now, as an object to compare by. */
    Object version() {
        return current;
    }

    /** Whether a server that was trusted when its session began is trusted now. */
    boolean vouchesFor(SSLSession session) {
        try {
            X509Certificate[] chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            current.checkServerTrusted(chain, ANY_KEY_EXCHANGE);
            return true;
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return false;
        }
    }

    private static X509ExtendedTrustManager trusting(byte[] pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : CertificateBundle.parse(pem)) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The security providers of this JVM have no trust manager for certificates of X.509"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("These certificates cannot be trusted: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current.getAcceptedIssuers();
    }
}
