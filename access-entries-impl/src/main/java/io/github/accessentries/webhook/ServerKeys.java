package io.github.accessentries.webhook;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate of a server with its chain and private key, from PEM files that may change. Thread-safe. */
final class ServerKeys extends X509ExtendedKeyManager {

    /** A handshake asks for an alias first, and with it for the rest, which must be of the same reading. */
    private record Pair(String alias, X509ExtendedKeyManager manager) {}

    private final Path certificate;
    private final Path key;
    private volatile List<Pair> newestTwo = List.of();
    private final ReadAgain<Pair> current;

    ServerKeys(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        this.current = new ReadAgain<>(List.of(certificate, key), this::read);
    }

    private Pair read() {
        List<Pair> before = newestTwo;
        String alias = before.isEmpty() || before.get(0).alias().equals("b") ? "a" : "b";
        Pair pair = new Pair(alias, manager(alias));
        newestTwo = before.isEmpty() ? List.of(pair) : List.of(pair, before.get(0));
        return pair;
    }

    private X509ExtendedKeyManager manager(String alias) {
        X509Certificate[] chain = PemFiles.certificates(certificate);
        PrivateKey privateKey = PemFiles.key(key, certificate, chain[0].getPublicKey());
        try {
            KeyStore store = PemFiles.emptyStore();
            store.setKeyEntry(alias, privateKey, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509"); // which keeps aliases as they are
            keys.init(store, new char[0]);
            return (X509ExtendedKeyManager) keys.getKeyManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The server cannot use certificate " + certificate + " and its key; check that both are valid and"
                            + " belong together",
                    e);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return current.get().manager().chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return current.get().manager().chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return current.get().manager().getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return of(alias).getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return of(alias).getPrivateKey(alias);
    }

    private X509ExtendedKeyManager of(String alias) {
        return newestTwo.stream()
                .filter(pair -> pair.alias().equals(alias))
                .findFirst()
                .orElseGet(current)
                .manager();
    }

    /** It is a server's. */
    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    /** It is a server's. */
    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
