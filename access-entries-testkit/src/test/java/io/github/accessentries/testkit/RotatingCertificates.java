package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.accessentries.testkit.internal.service.certificate.CertificateAuthority;
import io.github.accessentries.testkit.internal.service.certificate.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate and key of a server in files, which change, below an authority that stays. */
final class RotatingCertificates {

    private static final String ISSUER = "access-entries, for tests only: issuer";

    private static final int SESSIONS = 100;

    private final CertificateAuthority authority = CertificateAuthority.create();
    private final KeyPair issuer = Certificates.newKeys();
    private final X509Certificate voucher = authority.vouchFor(ISSUER, issuer.getPublic());
    private final Path certificate;
    private final Path key;

    RotatingCertificates(Path directory) {
        this.certificate = directory.resolve("tls.crt");
        this.key = directory.resolve("tls.key");
        rotate();
    }

    Path certificate() {
        return certificate;
    }

    Path key() {
        return key;
    }

    /** The authority, in a file beside theirs. */
    Path authority() {
        try {
            return Files.writeString(
                    certificate.resolveSibling("ca.crt"),
                    pem("CERTIFICATE", authority.certificate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void rotate() {
        KeyPair keys = Certificates.newKeys();
        X509Certificate server = Certificates.server(
                "access-entries, for tests only", keys.getPublic(), InetAddress.getLoopbackAddress(), ISSUER, issuer);
        try {
            Files.writeString(
                    certificate, pem("CERTIFICATE", server.getEncoded()) + pem("CERTIFICATE", voucher.getEncoded()));
            Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            // Else there would be room for twenty thousand, which half an hour does not fill.
            context.getClientSessionContext().setSessionCacheSize(SESSIONS);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
