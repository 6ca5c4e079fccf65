package io.github.accessentries.kubernetes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once more if its server was not trusted, and is now. Nothing of a request is sent before its server is, so any
 * request can be sent again.
 */
final class TrustedCalls implements Interceptor {

    private final ApiServerUrl server;
    private final String clusterName;
    private final RenewedTrust trust;

    TrustedCalls(ApiServerUrl server, String clusterName, RenewedTrust trust) {
        this.server = server;
        this.clusterName = clusterName;
        this.trust = trust;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!server.covers(request.url())) {
            return chain.proceed(request);
        }
        Object seen = trust.current();
        try {
            return chain.proceed(request);
        } catch (SSLException e) {
            if (!isDistrust(e)) {
                throw e;
            }
            if (!isRenewedSince(seen)) {
                throw told(e);
            }
        }
        try {
            return chain.proceed(request);
        } catch (SSLException e) {
            throw isDistrust(e) ? told(e) : e;
        }
    }

    /** Other trouble with TLS, such as a connection that breaks, is not mended by other authorities. */
    private static boolean isDistrust(SSLException e) {
        return e instanceof SSLPeerUnverifiedException
                || (e instanceof SSLHandshakeException && hasCertificateFault(e.getCause()));
    }

    private static boolean hasCertificateFault(@Nullable Throwable cause) {
        return cause != null && (cause instanceof GeneralSecurityException || hasCertificateFault(cause.getCause()));
    }

    private boolean isRenewedSince(Object seen) throws IOException {
        try {
            return trust.isRenewedSince(seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(
                    "Interrupted while the authority of cluster " + clusterName + " is read");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private SSLException told(SSLException e) {
        return new SSLException(
                "The server at " + server.server().host() + " has no certificate that is trusted for cluster "
                        + clusterName + " (" + e.getMessage() + "), and nothing was sent to it: " + trust.complaint(),
                e);
    }
}
