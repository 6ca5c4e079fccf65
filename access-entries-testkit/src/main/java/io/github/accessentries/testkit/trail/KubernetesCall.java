package io.github.accessentries.testkit.trail;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.audit.AuditedRequest;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A call to the Kubernetes API of a fake cluster, as the audit log of a cluster would tell of it, without bodies.
 *
 * <p>Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class KubernetesCall {

    private static final KubernetesUser NOBODY_KNOWN = KubernetesUser.builder()
            .username("system:anonymous")
            .addGroups("system:unauthenticated")
            .build();

    KubernetesCall() {}

    /**
     * Starts a call; time, verb, path and status are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return when the call was answered, by the fake's clock; a watch is answered when it begins} */
    public abstract Instant time();

    /** {@return who called, by the token; empty if nobody was known by it} */
    public abstract Optional<KubernetesUser> user();

    /** {@return as whom the user called, if it was as somebody else and permitted} */
    public abstract Optional<KubernetesUser> impersonatedUser();

    /** {@return for example {@code list}; for a path that is no resource, the method in lower case} */
    public abstract String verb();

    /** {@return the API group, empty for the core group and for a path that is no resource} */
    @Value.Default
    public String apiGroup() {
        return "";
    }

    /** {@return the resource with its subresource, for example {@code pods/log}; empty for a path that is no resource} */
    @Value.Default
    public String resource() {
        return "";
    }

    /** {@return the namespace, empty where the call names none} */
    public abstract Optional<String> namespace();

    /** {@return the name of the object, empty where the call names none} */
    public abstract Optional<String> name();

    /** {@return the path, without the query} */
    public abstract String path();

    /** {@return whether the authorizer let the call in; what it asked for may have failed nevertheless} */
    @Value.Default
    public boolean allowed() {
        return false;
    }

    /** {@return what the authorizer let the call in by, or why it was refused or failed; empty if nothing is to be said} */
    @Value.Default
    public String reason() {
        return "";
    }

    /** {@return the HTTP status, 0 if the connection broke before the answer} */
    public abstract int status();

    /**
     * The call as what a cluster's audit log tells of it, of which a policy can be proposed: the smallest one for what a test did.
     *
     * <pre>{@code
     * PolicyProposer.builder().addPrincipals(dev.arn()).build()
     *         .propose(prod.calls().stream().map(KubernetesCall::audited).toList());
     * }</pre>
     *
     * @return the request, without an id
     */
    public final AuditedRequest audited() {
        KubernetesUser caller = user().orElse(NOBODY_KNOWN);
        return AuditedRequest.builder()
                .time(time())
                .user(impersonatedUser().orElse(caller))
                .impersonator(impersonatedUser().map(other -> caller))
                .request(asked())
                .requestUri(path())
                .decision(allowed() ? "allow" : "forbid")
                .status(status())
                .build();
    }

    private AccessRequest asked() {
        AccessRequest.Builder asked = AccessRequest.asReceived().verb(verb());
        if (resource().isEmpty()) {
            return asked.path(path()).build();
        }
        int slash = resource().indexOf('/');
        return asked.apiGroup(apiGroup())
                .resource(slash < 0 ? resource() : resource().substring(0, slash))
                .subresource(slash < 0 ? "" : resource().substring(slash + 1))
                .namespace(namespace())
                // No cluster asks its authorizers for the name of one of many that go at once.
                .name(name().filter(name -> !verb().equals("deletecollection")))
                .build();
    }

    /**
     * One line about the call.
     *
     * @return for example {@code list secrets in team-a by arn:aws:sts::111122223333:assumed-role/dev/s: 403}
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(verb()).append(' ');
        text.append(resource().isEmpty() ? path() : resource());
        text.append(apiGroup().isEmpty() ? "" : "." + apiGroup());
        name().ifPresent(name -> text.append(' ').append(name));
        namespace().ifPresent(namespace -> text.append(" in ").append(namespace));
        text.append(" by ").append(user().map(KubernetesUser::username).orElse("nobody known"));
        impersonatedUser().ifPresent(other -> text.append(" as ").append(other.username()));
        text.append(": ").append(status() == 0 ? "no answer" : Integer.toString(status()));
        return PlainText.of(text.toString());
    }

    /** Builds recorded calls, for fakes of a trail. Not thread-safe. */
    public static final class Builder extends ImmutableKubernetesCall.Builder {
        Builder() {}
    }
}
