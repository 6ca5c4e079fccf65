package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A request to a cluster's API as its audit log tells of it: who asked for what, and what became of it. Without bodies, addresses and
 * programs. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AuditedRequest {

    /** What the API server writes of a request that its authorizers let in. */
    static final String ALLOWED = "allow";

    /** What it writes of one that they did not let in. */
    static final String FORBIDDEN = "forbid";

    AuditedRequest() {}

    /**
     * Starts with nothing set. Time, user and request are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the id of the request in the log; empty if it has none, in which case it is never taken for a repetition} */
    @Value.Default
    public String auditId() {
        return "";
    }

    /** {@return when the request came in} */
    public abstract Instant time();

    /** {@return whose request it is: of two, the one in whose name it was made} */
    public abstract KubernetesUser user();

    /** {@return who made it in the name of the {@link #user()}; empty if that one made it} */
    public abstract Optional<KubernetesUser> impersonator();

    /** {@return what was asked of the authorizer; it has the name of an object only where the authorizer was told it} */
    public abstract AccessRequest request();

    /** {@return path and query as the client sent them; may hold secrets, and is not shown by {@link #toString()}} */
    @Value.Default
    public String requestUri() {
        return "";
    }

    /**
     * {@return what the authorizer said: the annotation {@code authorization.k8s.io/decision}, which is {@code allow} or {@code
     * forbid}; empty if the log does not say it}
     */
    @Value.Default
    public String decision() {
        return "";
    }

    /** {@return the HTTP status of the answer, 0 if the log has none} */
    @Value.Default
    public int status() {
        return 0;
    }

    /**
     * The request as text.
     *
     * @return for example {@code get pods "web" in namespace team-a by dev: 200}
     */
    @Override
    public final String toString() {
        return PlainText.of(request() + " by " + PlainText.name(user().username())
                + impersonator()
                        .map(other -> ", in whose name " + PlainText.name(other.username()) + " asked")
                        .orElse("")
                + ": " + (status() == 0 ? "no status" : Integer.toString(status())));
    }

    /** Builds audited requests. Not thread-safe. */
    public static final class Builder extends ImmutableAuditedRequest.Builder {
        Builder() {}
    }
}
