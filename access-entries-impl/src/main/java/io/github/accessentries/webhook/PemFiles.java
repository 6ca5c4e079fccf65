package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.accessentries.internal.certificate.CertificateBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM. */
final class PemFiles {

    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.*?)-----END ", Pattern.DOTALL);
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PemFiles() {}

    /** At least one. */
    static X509Certificate[] certificates(Path file) {
        byte[] content = read(file);
        try {
            return CertificateBundle.parse(content).toArray(X509Certificate[]::new);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " does not contain X.509 certificates in PEM", e);
        }
    }

    /** The private key of a certificate. Omits the parser's exceptions as causes, because they may quote the key. */
    static PrivateKey key(Path file, Path certificate, PublicKey publicKey) {
        Matcher key = KEY.matcher(new String(read(file), ISO_8859_1));
        if (!key.find()) {
            throw new IllegalArgumentException(file + " does not contain a private key in PEM");
        }
        String form = key.group(1).strip();
        boolean ofItsKind = form.equals("RSA") || form.equals("EC");
        if (!(form.isEmpty() || ofItsKind) || key.group(2).contains(":")) {
            throw new IllegalArgumentException(
                    file + " contains a private key with a password, or of the form \"" + form
                            + "\"; only PKCS #8, PKCS #1 (RSA) and SEC 1 (EC) without a password are supported, so"
                            + " convert it: openssl pkcs8 -topk8 -nocrypt -in " + file);
        }
        PrivateKey read = decoded(file, publicKey, key.group(2), ofItsKind);
        if (!isPair(publicKey, read)) {
            throw new IllegalArgumentException("The key in " + file + " does not belong to the certificate in "
                    + certificate + "; use a matching pair");
        }
        return read;
    }

    private static PrivateKey decoded(Path file, PublicKey publicKey, String base64, boolean ofItsKind) {
        try {
            byte[] content = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(ofItsKind ? pkcs8(algorithm(publicKey), content) : content));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " does not contain a private key of type "
                    + publicKey.getAlgorithm() + ", as the certificate requires");
        }
    }

    private static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
        byte[] text = {1, 2, 3};
        try {
            Signature signature = signature(publicKey.getAlgorithm());
            signature.initSign(privateKey);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // for example a key of another curve
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
    }

    /** The first part of the public key's form, which is also the first of PKCS #8: the algorithm, with the curve if it has one. */
    private static byte[] algorithm(PublicKey publicKey) {
        byte[] info = publicKey.getEncoded();
        int start = 1 + lengthBytes(info, 1);
        int end = start + 1 + lengthBytes(info, start + 1) + length(info, start + 1);
        return Arrays.copyOfRange(info, start, end);
    }

    private static int lengthBytes(byte[] der, int at) {
        return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7F);
    }

    private static int length(byte[] der, int at) {
        if (der[at] >= 0) {
            return der[at];
        }
        int length = 0;
        for (int i = 1; i <= (der[at] & 0x7F); i++) {
            length = (length << 8) | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] bytes = BigInteger.valueOf(length).toByteArray();
            int from = bytes[0] == 0 ? 1 : 0;
            out.write(0x80 | (bytes.length - from));
            out.write(bytes, from, bytes.length - from);
        }
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException("An empty key store cannot be created", e);
        }
        return store;
    }

    static byte[] read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("The file " + file + " is longer than " + MAX_BYTES
                        + " bytes, which no certificates, keys or secrets are; name another file");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
