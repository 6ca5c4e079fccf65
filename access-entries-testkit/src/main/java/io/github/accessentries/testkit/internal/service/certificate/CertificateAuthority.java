package io.github.accessentries.testkit.internal.service.certificate;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/**
 * A certificate authority that only clients of a fake cluster trust. Its key never leaves the process. Thread-safe.
 */
public final class CertificateAuthority {

    /** What everybody who looks at the certificate is told. */
    static final String NAME = "access-entries fake cluster, for tests only";

    private final KeyPair keys;
    private final byte[] certificate;

    private CertificateAuthority(KeyPair keys, byte[] certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A new one, with a key of its own. Takes about a millisecond. */
    public static CertificateAuthority create() {
        KeyPair keys = Certificates.newKeys();
        return new CertificateAuthority(keys, Certificates.authority(NAME, keys.getPublic(), NAME, keys));
    }

    /** Vouches for another authority. */
    public X509Certificate vouchFor(String subject, PublicKey key) {
        return Certificates.parsed(Certificates.authority(subject, key, NAME, keys));
    }

    /** Its certificate. */
    public X509Certificate certificate() {
        return Certificates.parsed(certificate);
    }

    /** Its certificate as clients take it, which nothing has to be read for: the JDK takes long to read its first. */
    public String pem() {
        return Certificates.pem(certificate);
    }

    @Override
    public String toString() {
        return NAME + " " + certificate().getSerialNumber().toString(16);
    }
}
