package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.name.NamePattern;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * Where an access policy holds: in the whole cluster, or in some namespaces.
 *
 * <p>A namespace may be a pattern: {@code *} stands for any run of characters, anywhere, and nothing else is special.
 * The namespaces need not exist. Their order and repetitions do not matter.
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class AccessScope {

    private static final String CLUSTER = "cluster";
    private static final String NAMESPACE = "namespace";
    private static final int MAX_NAMESPACE_LENGTH = 63;
    private static final Pattern NAMESPACE_PATTERN = Pattern.compile("[a-z0-9*]([a-z0-9*-]*[a-z0-9*])?");

    AccessScope() {}

    /**
     * The whole cluster.
     *
     * @return the scope in which a policy acts like a ClusterRoleBinding
     */
    public static AccessScope clusterWide() {
        return of(CLUSTER, List.of());
    }

    /**
     * Some namespaces.
     *
     * @param first a name or pattern, for example {@code team-a} or {@code team-a-*}
     * @param more further names or patterns
     * @return the scope in which a policy acts like a RoleBinding in each matching namespace
     * @throws IllegalArgumentException if no namespace of Kubernetes could ever match one of them
     */
    public static AccessScope namespaces(String first, String... more) {
        requireNonNull(first, "first");
        requireNonNull(more, "more");
        for (String each : more) {
            requireNonNull(each, "more element");
        }
        TreeSet<String> patterns = new TreeSet<>(Arrays.asList(more));
        patterns.add(first);
        return namespaces(patterns);
    }

    /**
     * Some namespaces.
     *
     * @param patterns names or patterns, at least one
     * @return the scope in which a policy acts like a RoleBinding in each matching namespace
     * @throws IllegalArgumentException if there is none, or no namespace of Kubernetes could ever match one of them
     */
    public static AccessScope namespaces(Collection<String> patterns) {
        requireNonNull(patterns, "patterns");
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(
                    "A namespace scope needs at least one namespace; for all of them use AccessScope.clusterWide()");
        }
        patterns.forEach(AccessScope::requireMatchable);
        return of(NAMESPACE, patterns);
    }

    /**
     * A scope as the EKS API spells it. Unlike {@link #namespaces(Collection)} this takes what a service may have
     * stored, unknown types and namespaces that match nothing included, since reading must not fail on it.
     *
     * @param type {@code cluster}, {@code namespace}, or a type that this version does not know
     * @param patterns the names or patterns, empty for the whole cluster
     * @return the scope
     */
    public static AccessScope of(String type, Collection<String> patterns) {
        requireNonNull(patterns, "patterns");
        return ImmutableAccessScope.of(type, List.copyOf(new TreeSet<>(patterns)));
    }

    private static void requireMatchable(String pattern) {
        requireNonNull(pattern, "pattern");
        if (pattern.length() > MAX_NAMESPACE_LENGTH
                || !NAMESPACE_PATTERN.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "Namespace \"" + pattern + "\" can match nothing; namespaces of Kubernetes have"
                            + " lower-case letters, digits and -, at most 63 of them, and * may stand for any run of these");
        }
    }

    /**
     * The kind of scope in the words of the EKS API.
     *
     * @return {@code cluster}, {@code namespace}, or whatever a newer service said
     */
    @Value.Parameter
    public abstract String type();

    /**
     * The names and patterns, sorted.
     *
     * @return an empty list for the whole cluster
     */
    @Value.Parameter
    public abstract List<String> namespaces();

    /**
     * Whether the whole cluster is meant.
     *
     * @return {@code true} for the scope {@link #clusterWide()}
     */
    public final boolean isClusterWide() {
        return type().equals(CLUSTER);
    }

    /**
     * Whether a namespace lies within this scope.
     *
     * @param namespace the name of one namespace
     * @return {@code true} if the scope is the whole cluster or one of its patterns matches the whole name
     */
    public final boolean includes(String namespace) {
        requireNonNull(namespace, "namespace");
        return isClusterWide()
                || namespaces().stream().anyMatch(pattern -> new NamePattern(pattern).matches(namespace));
    }

    /**
     * Whether this scope takes in all of another. May say no where many patterns together would take in another one.
     *
     * @param other the scope to compare with
     * @return {@code true} if whatever lies within the other lies within this one
     */
    public final boolean covers(AccessScope other) {
        requireNonNull(other, "other");
        return isClusterWide()
                || (type().equals(other.type()) && other.namespaces().stream().allMatch(this::coversPattern));
    }

    /**
     * The scope that takes in this one and another one.
     *
     * @param other the scope to add
     * @return this scope if it covers the other, the other if that covers this one, else the namespaces of both
     * @throws IllegalArgumentException if one of them has a type that this version does not know, since nothing is known of
     *     what both would be together
     */
    public final AccessScope with(AccessScope other) {
        if (covers(other)) {
            return this;
        }
        if (other.covers(this)) {
            return other;
        }
        if (!type().equals(NAMESPACE) || !other.type().equals(NAMESPACE)) {
            throw new IllegalArgumentException("Scopes \"" + this + "\" and \"" + other
                    + "\" cannot be added, since this version does not know both types; say the whole scope instead");
        }
        TreeSet<String> both = new TreeSet<>(namespaces());
        both.addAll(other.namespaces());
        return of(NAMESPACE, both);
    }

    /**
     * Whether some namespace could lie within both this scope and another one.
     *
     * @param other the scope to compare with
     * @return {@code false} if no name matches patterns of both; {@code true} also for types that this version does not know
     */
    public final boolean overlaps(AccessScope other) {
        requireNonNull(other, "other");
        if (!type().equals(NAMESPACE) || !other.type().equals(NAMESPACE)) {
            return true;
        }
        return namespaces().stream()
                .anyMatch(one -> other.namespaces().stream()
                        .anyMatch(another -> new NamePattern(one).overlaps(new NamePattern(another))));
    }

    private boolean coversPattern(String other) {
        return namespaces().stream().anyMatch(pattern -> new NamePattern(pattern).covers(new NamePattern(other)));
    }

    /**
     * The scope in words.
     *
     * @return for example {@code cluster-wide} or {@code in namespaces team-a, team-a-*}
     */
    @Override
    public final String toString() {
        if (isClusterWide()) {
            return "cluster-wide";
        }
        String names = String.join(", ", namespaces());
        if (!type().equals(NAMESPACE)) {
            return "in scope " + type() + " " + names;
        }
        boolean one = namespaces().size() == 1 && !NamePattern.isPattern(names);
        return (one ? "in namespace " : "in namespaces ") + names;
    }
}
