package io.github.accessentries.recovery;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.principal.CanonicalArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An attempt to use a cluster that failed, as far as it is known: who should get in, who the caller is for STS, its token, and
 * what it wanted. The more is known, the more can be found. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessAttempt {

    AccessAttempt() {}

    /**
     * Starts with nothing known; the principal or the caller is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * An attempt of which only the principal is known.
     *
     * @param principal the role or user that should get in
     * @return the attempt
     */
    public static AccessAttempt by(PrincipalArn principal) {
        return builder().principal(requireNonNull(principal, "principal")).build();
    }

    /**
     * An attempt of which only the caller is known.
     *
     * @param callerArn what {@code aws sts get-caller-identity} shows
     * @return the attempt
     * @throws IllegalArgumentException if STS shows no such ARN
     */
    public static AccessAttempt byCaller(String callerArn) {
        return builder().callerArn(requireNonNull(callerArn, "callerArn")).build();
    }

    /** {@return the role or user that should get in, empty if it is whoever the caller is} */
    public abstract Optional<PrincipalArn> principal();

    /** {@return who the caller is for STS, for example {@code arn:aws:sts::111122223333:assumed-role/dev/ana}; empty if unknown} */
    public abstract Optional<String> callerArn();

    /** {@return the token that the cluster did not take, which is a credential and never shown; empty if unknown} */
    public abstract Optional<String> token();

    /** {@return other clusters that the token may be for by mistake, tried if STS refuses it for this one; none by default} */
    public abstract List<String> otherClusters();

    /** {@return what was denied, empty if it is about getting in at all} */
    public abstract Optional<AccessRequest> request();

    @Value.Check
    void check() {
        if (principal().isEmpty() && callerArn().isEmpty()) {
            throw new IllegalArgumentException(
                    "An attempt needs the principal that should get in, or the caller as STS shows"
                            + " it; call principal(...) or callerArn(...)");
        }
        callerArn().ifPresent(AccessAttempt::requireCaller);
        otherClusters().forEach(EntryRules::requireClusterName);
    }

    private static void requireCaller(String arn) {
        try {
            CanonicalArn.of(arn);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Caller " + PlainText.quoted(arn) + ": " + e.getMessage()
                            + "; give what `aws sts get-caller-identity` shows",
                    e);
        }
    }

    /**
     * The attempt as text.
     *
     * @return what is known of it, without the token
     */
    @Override
    public final String toString() {
        return principal().map(PrincipalArn::toString).orElse("")
                + callerArn()
                        .map(arn -> (principal().isPresent() ? " as " : "") + PlainText.name(arn))
                        .orElse("")
                + (token().isPresent() ? " with a token" : "")
                + request().map(wish -> " to " + wish).orElse("");
    }

    /** Builds attempts. Not thread-safe. */
    public static final class Builder extends ImmutableAccessAttempt.Builder {
        Builder() {}
    }
}
