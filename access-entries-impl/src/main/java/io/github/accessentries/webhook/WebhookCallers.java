package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Who may send reviews to a {@link WebhookServer}: whoever shows a client certificate, or knows a secret. What is set is required
 * together. Health checks are open to anybody, as the probes of a kubelet have no certificates.
 *
 * <pre>{@code
 * WebhookCallers.withCertificatesOf(Path.of("client-ca.crt")).named("kube-apiserver")
 * WebhookCallers.withSecret(Path.of("/run/secrets/webhook"))
 * }</pre>
 *
 * <p>Files are read again when they change. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class WebhookCallers {

    WebhookCallers() {}

    /**
     * Starts with nothing required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whoever has a certificate.
     *
     * @param authorities PEM; the certificates of clients are signed by one of these
     * @return the callers
     */
    public static WebhookCallers withCertificatesOf(Path authorities) {
        return builder()
                .clientAuthorities(requireNonNull(authorities, "authorities"))
                .build();
    }

    /**
     * Whoever knows a secret, which API servers send as bearer token.
     *
     * @param file the secret, of at least 16 characters; a second line may hold the next one, or the last, while it is being replaced
     * @return the callers
     */
    public static WebhookCallers withSecret(Path file) {
        return builder().secretFile(requireNonNull(file, "file")).build();
    }

    /**
     * Whoever reaches the port. This is for networks in which nobody else does; on loopback it is the default.
     *
     * @return the callers
     */
    public static WebhookCallers whoeverReachesIt() {
        return builder().build();
    }

    /**
     * The same, with certificates of these names only.
     *
     * @param names each a common name, or an alternative name: a DNS name, or a URI such as a SPIFFE id; one of them is enough
     * @return new callers
     * @throws IllegalArgumentException if no certificates are required, or a name is blank
     */
    public final WebhookCallers named(String... names) {
        requireNonNull(names, "names");
        return builder()
                .from(this)
                .names(Arrays.stream(names)
                        .map(name -> requireNonNull(name, "names element"))
                        .toList())
                .build();
    }

    /** {@return the authorities of client certificates, a file in PEM; empty if none are required} */
    public abstract Optional<Path> clientAuthorities();

    /** {@return the names of which a client's certificate has one; empty if all do} */
    public abstract Set<String> names();

    /** {@return the file with the secret; empty if none is required} */
    public abstract Optional<Path> secretFile();

    @Value.Check
    void check() {
        if (!names().isEmpty() && clientAuthorities().isEmpty()) {
            throw new IllegalArgumentException("Names are those of client certificates, whose authorities are missing;"
                    + " call clientAuthorities(..)");
        }
        if (names().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "A name of client certificates is blank; give a common name, DNS name" + " or URI");
        }
    }

    final boolean areChecked() {
        return clientAuthorities().isPresent() || secretFile().isPresent();
    }

    /**
     * The callers in short.
     *
     * @return what is required, without the secret
     */
    @Override
    public final String toString() {
        String certificates = clientAuthorities()
                .map(file -> "certificates of " + PlainText.of(file.toString())
                        + (names().isEmpty() ? "" : " named " + PlainText.names(names())))
                .orElse("");
        String secret = secretFile()
                .map(file -> "the secret in " + PlainText.of(file.toString()))
                .orElse("");
        return !areChecked()
                ? "whoever reaches it"
                : certificates + (certificates.isEmpty() || secret.isEmpty() ? "" : " and ") + secret;
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableWebhookCallers.Builder {
        Builder() {}
    }
}
