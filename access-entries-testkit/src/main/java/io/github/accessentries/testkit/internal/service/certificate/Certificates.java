package io.github.accessentries.testkit.internal.service.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Makes keys and certificates, with elliptic curves since those take a millisecond. */
public final class Certificates {

    private static final String FROM = "200101000000Z";
    private static final String UNTIL = "491231235959Z";
    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    private Certificates() {}

    /** A new pair of keys. */
    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK can make keys of curve secp256r1", e);
        }
    }

    /** A certificate authority's own, or one by which it vouches for another. */
    static byte[] authority(String subject, PublicKey key, String issuer, KeyPair issuerKeys) {
        byte[] constraints = extension("2.5.29.19", true, Der.sequence(Der.yes()));
        byte[] usage = extension("2.5.29.15", true, Der.bits(1, (byte) 0x06));
        return signed(subject, key, issuer, issuerKeys, Der.joined(constraints, usage));
    }

    /** A server's on the loopback interface and at one more address. */
    public static X509Certificate server(
            String subject, PublicKey key, InetAddress address, String issuer, KeyPair issuerKeys) {
        byte[] names = extension(
                "2.5.29.17",
                false,
                Der.sequence(
                        Der.replaced(2, "localhost".getBytes(US_ASCII)),
                        Der.replaced(7, new byte[] {127, 0, 0, 1}),
                        Der.replaced(7, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
                        Der.replaced(7, address.getAddress())));
        byte[] usage = extension("2.5.29.15", true, Der.bits(7, (byte) 0x80));
        byte[] purpose = extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1")));
        return parsed(signed(subject, key, issuer, issuerKeys, Der.joined(names, usage, purpose)));
    }

    private static byte[] signed(String subject, PublicKey key, String issuer, KeyPair issuerKeys, byte[] extensions) {
        byte[] ofKey = extension("2.5.29.14", false, Der.octets(keyId(key)));
        byte[] ofIssuer = extension("2.5.29.35", false, Der.sequence(Der.replaced(0, keyId(issuerKeys.getPublic()))));
        byte[] body = Der.sequence(
                Der.wrapped(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS)),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(Der.time(FROM), Der.time(UNTIL)),
                name(subject),
                key.getEncoded(),
                Der.wrapped(3, Der.sequence(extensions, ofKey, ofIssuer)));
        return Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature(issuerKeys.getPrivate(), body)));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return Der.sequence(Der.oid(oid), critical ? Der.yes() : new byte[0], Der.octets(value));
    }

    private static byte[] keyId(PublicKey key) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    private static byte[] signature(PrivateKey key, byte[] body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key, RANDOM);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK can sign with SHA256withECDSA", e);
        }
    }

    static X509Certificate parsed(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate that was just made cannot be read", e);
        }
    }

    static String pem(byte[] certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
