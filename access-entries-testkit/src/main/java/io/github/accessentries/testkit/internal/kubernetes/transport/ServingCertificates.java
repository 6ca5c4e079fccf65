package io.github.accessentries.testkit.internal.kubernetes.transport;

import io.github.accessentries.testkit.internal.service.certificate.CertificateAuthority;
import io.github.accessentries.testkit.internal.service.certificate.Certificates;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What one server shows to the clients of many clusters, each of which may have a certificate authority of its own: one
 * certificate, by an issuer for which all those authorities vouch. Which authorities there are is looked up for each
 * connection, so that a cluster which changes its authority is not served by the former one any more. Thread-safe.
 */
public final class ServingCertificates {

    private static final String ISSUER = "access-entries fake cluster, for tests only: issuer";
    private static final String SERVER = "access-entries fake cluster, for tests only: server";

    private final Supplier<? extends Collection<CertificateAuthority>> authorities;
    private final KeyPair issuerKeys = Certificates.newKeys();
    private final KeyPair serverKeys = Certificates.newKeys();
    private final X509Certificate server;
    private final Map<CertificateAuthority, X509Certificate> vouchers = new ConcurrentHashMap<>();

    /**
     * Makes keys, which takes a few milliseconds.
     *
     * @param authorities those that clients may trust now
     * @param address what clients may call the server, besides the names of the loopback interface
     */
    public ServingCertificates(Supplier<? extends Collection<CertificateAuthority>> authorities, InetAddress address) {
        this.authorities = authorities;
        this.server = Certificates.server(SERVER, serverKeys.getPublic(), address, ISSUER, issuerKeys);
    }

    /** TLS with these certificates. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }

    private X509Certificate[] chain() {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(server);
        for (CertificateAuthority authority : authorities.get()) {
            chain.add(vouchers.computeIfAbsent(authority, each -> each.vouchFor(ISSUER, issuerKeys.getPublic())));
        }
        return chain.toArray(X509Certificate[]::new);
    }

    private final class Keys extends X509ExtendedKeyManager {

        private static final String ALIAS = "server";

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return keyType.equals("EC") ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return chooseEngineServerAlias(keyType, issuers, null);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return serverKeys.getPrivate();
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
