package io.github.accessentries.authn;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A user as the Kubernetes API server knows it. */
@CheckReturnValue
@Value.Immutable
public abstract class KubernetesUser {

    /** The key of {@link #extra()} under which EKS keeps the unique id of the IAM role or user. */
    public static final String PRINCIPAL_ID = "principalId";
    /** The key of {@link #extra()} under which EKS keeps the ARN of the IAM role, without its path, or user. */
    public static final String CANONICAL_ARN = "canonicalArn";

    KubernetesUser() {}

    /**
     * Starts a user. Only the user name is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The name that the cluster's rules and audit log use.
     *
     * @return the user name
     */
    public abstract String username();

    /**
     * The id that stays the same when the name changes.
     *
     * @return the uid, empty if the user has none
     */
    @Value.Default
    public String uid() {
        return "";
    }

    /**
     * The groups, without {@code system:authenticated}, which the API server adds to every user.
     *
     * @return the groups, in the order of the mapping
     */
    public abstract Set<String> groups();

    /**
     * What the authenticator adds to the name and groups; on EKS, the IAM identity.
     *
     * @return values by key
     */
    public abstract Map<String, List<String>> extra();

    /**
     * The one value of an extra key.
     *
     * @param key for example {@link #PRINCIPAL_ID}
     * @return the value, empty if the key has none or several
     */
    public final Optional<String> extra(String key) {
        requireNonNull(key, "key");
        List<String> values = extra().getOrDefault(key, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /**
     * The IAM principal: the one value of {@link #CANONICAL_ARN}. It is no part of the value of its own, but kept beside it,
     * since every decision asks for it; a text, and no {@code Optional}, for the same reason.
     *
     * @return the ARN, an empty text if the user has none or several
     */
    @Value.Derived
    @Value.Auxiliary
    public String canonicalArn() {
        return extra(CANONICAL_ARN).orElse("");
    }

    /**
     * The unique id of the IAM principal: the one value of {@link #PRINCIPAL_ID}, kept like {@link #canonicalArn()}.
     *
     * @return the id, an empty text if the user has none or several
     */
    @Value.Derived
    @Value.Auxiliary
    public String principalId() {
        return extra(PRINCIPAL_ID).orElse("");
    }

    /**
     * The user as text.
     *
     * @return user name, groups and extra fields on one line
     */
    @Override
    public final String toString() {
        return PlainText.quoted(username()) + " in groups [" + PlainText.names(groups()) + "]"
                + (uid().isEmpty() ? "" : ", uid " + PlainText.name(uid()))
                + (extra().isEmpty() ? "" : ", extra " + PlainText.of(extra().toString()));
    }

    /** Builds users. Not thread-safe. */
    public static final class Builder extends ImmutableKubernetesUser.Builder {
        Builder() {}
    }
}
