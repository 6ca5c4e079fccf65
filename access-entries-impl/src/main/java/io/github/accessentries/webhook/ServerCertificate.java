package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate of a server with its chain and private key, from PEM files. */
final class ServerCertificate {

    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END ");

    private ServerCertificate() {}

    static SSLContext context(Path certificate, Path key) {
        Certificate[] chain = chain(certificate);
        PublicKey publicKey = chain[0].getPublicKey();
        try {
            PrivateKey privateKey = privateKey(key, publicKey.getAlgorithm());
            requirePair(publicKey, privateKey, certificate, key);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The server cannot use certificate " + certificate + " and its key; check that both are valid and"
                            + " belong together",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("An empty key store cannot be created", e);
        }
    }

    /** The contents of the file, if it contains certificates. */
    static byte[] pem(Path certificates) {
        chain(certificates);
        return read(certificates);
    }

    private static Certificate[] chain(Path file) {
        Certificate[] chain;
        try {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read(file)))
                    .toArray(new Certificate[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " does not contain X.509 certificates in PEM", e);
        }
        if (chain.length == 0) {
            throw new IllegalArgumentException(file + " does not contain X.509 certificates in PEM");
        }
        return chain;
    }

    /** Omits the parser's exceptions as causes, because they may quote the key. */
    private static PrivateKey privateKey(Path file, String algorithm) {
        Matcher key = KEY.matcher(new String(read(file), ISO_8859_1));
        if (!key.find()) {
            throw new IllegalArgumentException(file + " does not contain a private key in PEM");
        }
        if (!key.group(1).isEmpty()) {
            throw new IllegalArgumentException(
                    file + " contains a private key of the form " + key.group(1).strip() + "; only PKCS #8 without a"
                            + " password is supported, so convert it: openssl pkcs8 -topk8 -nocrypt -in "
                            + file);
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(key.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " does not contain a private key of type " + algorithm + ", as the certificate requires");
        }
    }

    private static void requirePair(PublicKey publicKey, PrivateKey privateKey, Path certificate, Path key)
            throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signature = signature(publicKey.getAlgorithm());
        signature.initSign(privateKey);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new IllegalArgumentException("The key in " + key + " does not belong to the certificate in "
                    + certificate + "; use a matching pair");
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

    private static byte[] read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }
}
