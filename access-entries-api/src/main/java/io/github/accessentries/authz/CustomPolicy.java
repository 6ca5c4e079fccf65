package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * An access policy of one's own: a named set of rules that is granted like one of AWS's, for the whole cluster or for some
 * namespaces.
 *
 * <pre>{@code
 * CustomPolicy operator = CustomPolicy.of("team-operator",
 *         Rule.builder().addApiGroups("apps").addResources("deployments").addVerbs("get", "list", "patch").build());
 * prod.grant(role).allow(operator).inNamespaces("team-a", "team-a-*").apply();
 * }</pre>
 *
 * <p>EKS has no such policies. On a cluster, one is a ClusterRole, bindings of it, and a Kubernetes group on the entry. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class CustomPolicy implements Comparable<CustomPolicy> {

    /** As the value of a label, which such a name becomes, with room for what is put before and after it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?");

    private static final String OF_AWS = "amazoneks";

    CustomPolicy() {}

    /**
     * Starts a policy; name and rules are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A policy.
     *
     * @param name 1 to 50 lower-case letters, digits and {@code -}, beginning and ending with a letter or digit
     * @param rules what it allows, at least one rule
     * @return the policy
     * @throws IllegalArgumentException if the name is none, or Kubernetes would refuse the rules
     */
    public static CustomPolicy of(String name, Rule... rules) {
        return builder().name(name).addRules(requireNonNull(rules, "rules")).build();
    }

    /** {@return its name, by which clusters and reports know it} */
    public abstract String name();

    /** {@return what it allows, wherever it is granted} */
    public abstract List<Rule> rules();

    @Value.Check
    void check() {
        requireName(name());
        if (rules().isEmpty()) {
            throw new IllegalArgumentException(
                    "Policy " + PlainText.quoted(name()) + " has no rules and would allow nothing; list at least one");
        }
        List<String> faults = WrittenRules.faults(rules(), true);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "Policy " + PlainText.quoted(name()) + " cannot be stored: " + String.join("; ", faults));
        }
    }

    /** Refuses a text that no policy is called. */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(PlainText.quoted(name)
                    + " cannot be the name of a policy; use 1 to 50 lower-case letters, digits and -, beginning and"
                    + " ending with a letter or digit");
        }
        if (name.startsWith(OF_AWS)) {
            throw new IllegalArgumentException(PlainText.quoted(name)
                    + " looks like one of AWS's access policies; choose another name for a policy of your own");
        }
    }

    /** {@return whether it allows paths such as {@code /metrics}, so that it can only be granted cluster-wide} */
    public final boolean allowsPaths() {
        return rules().stream().anyMatch(rule -> !rule.paths().isEmpty());
    }

    /**
     * This policy in a scope.
     *
     * @param scope where it is granted
     * @return the policy by its name, in that scope
     * @throws IllegalArgumentException if the scope is neither the whole cluster nor of namespaces that can exist, or the policy
     *     allows paths, which are in no namespace
     */
    public final ScopedPolicy in(AccessScope scope) {
        ScopedPolicy scoped = ScopedPolicy.of(name(), requireNonNull(scope, "scope"));
        if (allowsPaths() && !scope.isClusterWide()) {
            throw new IllegalArgumentException("Policy " + PlainText.quoted(name()) + " cannot be granted " + scope
                    + ", since it has a rule for paths, which are in no namespace; grant it cluster-wide, or make a policy"
                    + " of its own for the paths");
        }
        return scoped;
    }

    /** {@return the name of the ClusterRole that has its rules on a cluster} */
    public final String clusterRole() {
        return ScopedPolicy.role(name());
    }

    /** Orders by name. */
    @Override
    public final int compareTo(CustomPolicy other) {
        return name().compareTo(requireNonNull(other, "other").name());
    }

    /** {@return the name} */
    @Override
    public final String toString() {
        return name();
    }

    /** Builds policies. Not thread-safe. */
    public static final class Builder extends ImmutableCustomPolicy.Builder {
        Builder() {}
    }
}
