package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS 1.3, and 1.2 with forward secrecy and authenticated encryption only. */
final class ServerTls extends HttpsConfigurator {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Consumer<InetAddress> connections;
    private final boolean asksForCertificates;
    private final String[] suites;

    ServerTls(SSLContext context, boolean asksForCertificates, Consumer<InetAddress> connections) {
        super(context);
        this.connections = connections;
        this.asksForCertificates = asksForCertificates;
        this.suites = Arrays.stream(context.getSupportedSSLParameters().getCipherSuites())
                .filter(ServerTls::isGood)
                .toArray(String[]::new);
    }

    /** Suites of TLS 1.3 name no key exchange, and all are good. */
    private static boolean isGood(String suite) {
        return suite.startsWith("TLS_AES_")
                || suite.startsWith("TLS_CHACHA20_")
                || (suite.startsWith("TLS_ECDHE_") && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")));
    }

    /** The application's context, or one of keys and of who is trusted. */
    static SSLContext context(@Nullable SSLContext given, @Nullable ServerKeys keys, WebhookCallers callers) {
        if (given == null) {
            return context(
                    requireNonNull(keys),
                    callers.clientAuthorities().map(ClientTrust::new).orElse(null));
        }
        if (callers.clientAuthorities().isPresent()) {
            throw new IllegalStateException("An SSLContext trusts whom it was made to trust, not the authorities of"
                    + " callers(..); call certificate(..) instead of sslContext(..)");
        }
        return given;
    }

    static SSLContext context(KeyManager keys, @Nullable TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, trust == null ? null : new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no TLS", e);
        }
    }

    /** A certificate is asked for and not needed, since health checks have none. */
    @Override
    public void configure(HttpsParameters connection) {
        connections.accept(connection.getClientAddress().getAddress());
        SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(suites);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(asksForCertificates);
        connection.setSSLParameters(parameters);
    }
}
