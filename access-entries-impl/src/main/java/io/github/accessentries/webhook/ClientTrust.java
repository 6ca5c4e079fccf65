package io.github.accessentries.webhook;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The authorities of client certificates, from a PEM file that may change. Thread-safe. */
final class ClientTrust extends X509ExtendedTrustManager {

    private final ReadAgain<X509ExtendedTrustManager> current;

    ClientTrust(Path authorities) {
        this.current = new ReadAgain<>(List.of(authorities), () -> read(authorities));
    }

    private static X509ExtendedTrustManager read(Path authorities) {
        X509Certificate[] certificates = PemFiles.certificates(authorities);
        try {
            KeyStore store = PemFiles.emptyStore();
            for (int i = 0; i < certificates.length; i++) {
                store.setCertificateEntry("authority-" + i, certificates[i]);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            return (X509ExtendedTrustManager) trust.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The server cannot trust the certificates in " + authorities, e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current.get().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current.get().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.get().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noClient();
    }

    private static CertificateException noClient() {
        return new CertificateException("These are authorities of clients, not of servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current.get().getAcceptedIssuers();
    }
}
