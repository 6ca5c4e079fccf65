package io.github.accessentries.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Whether a request is from somebody who may ask. Thread-safe. */
final class CallerCheck {

    /** DNS names and URIs, by their numbers in RFC 5280: whoever may choose a mail address is not called so. */
    private static final Set<Integer> NAMES = Set.of(2, 6);

    private final boolean byCertificate;
    private final Set<String> names;
    private final @Nullable BearerSecret secret;

    CallerCheck(WebhookCallers callers, @Nullable BearerSecret secret) {
        this.byCertificate = callers.clientAuthorities().isPresent();
        this.names = callers.names();
        this.secret = secret;
    }

    /** Why the request is not answered; null if it may be. */
    @Nullable
    String refusal(HttpExchange exchange) {
        if (secret != null && !secret.isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return "The request has no bearer token, or another than the server's";
        }
        if (byCertificate) {
            return refusal(certificates(exchange));
        }
        return null;
    }

    private @Nullable String refusal(List<? extends Certificate> chain) {
        if (chain.isEmpty() || !(chain.get(0) instanceof X509Certificate)) {
            return "The client shows no certificate";
        }
        return names.isEmpty() || !Collections.disjoint(names, namesOf((X509Certificate) chain.get(0)))
                ? null
                : "The client's certificate has none of the names that may ask";
    }

    /** The JDK verified the chain in the handshake, if there is one. */
    private static List<Certificate> certificates(HttpExchange exchange) {
        if (exchange instanceof HttpsExchange https) {
            try {
                return List.of(https.getSSLSession().getPeerCertificates());
            } catch (SSLPeerUnverifiedException e) {
                return List.of(); // which is how the JDK says that there is none
            }
        }
        return List.of();
    }

    private static Set<String> namesOf(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(each -> {
                    if (NAMES.contains(each.get(0)) && each.get(1) instanceof String name) {
                        names.add(name);
                    }
                });
            }
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
                    names.add(name);
                }
            }
        } catch (CertificateParsingException | InvalidNameException e) {
            return Set.of(); // a certificate that cannot be read has none of the names
        }
        return names;
    }
}
