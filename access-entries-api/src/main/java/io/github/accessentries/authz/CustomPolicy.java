package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Locale;
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
        if (!NAME.matcher(name()).matches()) {
            throw new IllegalArgumentException(PlainText.quoted(name())
                    + " cannot be the name of a policy; use 1 to 50 lower-case letters, digits and -, beginning and"
                    + " ending with a letter or digit");
        }
        if (name().toLowerCase(Locale.ROOT).startsWith(OF_AWS)) {
            throw new IllegalArgumentException(PlainText.quoted(name())
                    + " looks like one of AWS's access policies; choose another name for a policy of your own");
        }
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
