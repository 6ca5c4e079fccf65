package io.github.accessentries.internal.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates that stand in one text after another. */
public final class CertificateBundle {

    private CertificateBundle() {}

    /**
     * Reads all of them.
     *
     * @param pem the text
     * @return the certificates in their order, at least one
     * @throws IllegalArgumentException if there is none, or anything else
     */
    public static List<X509Certificate> parse(byte[] pem) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("These are not certificates in PEM: there is none");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("These are not certificates in PEM: " + e.getMessage(), e);
        }
    }
}
