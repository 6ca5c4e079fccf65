package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * The access scope of a policy: the whole cluster, or some namespaces.
 *
 * <p>A namespace may be a pattern: {@code *} stands for any run of characters, anywhere, and nothing else is special.
 * The namespaces need not exist. Order and repetition do not matter.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html">Access policies and their scopes, in the EKS User Guide</a>
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
     * @throws IllegalArgumentException if one of them can match no Kubernetes namespace
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
     * @throws IllegalArgumentException if there are none, or one of them can match no Kubernetes namespace
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
     * A scope as the EKS API spells it. Unlike {@link #namespaces(Collection)}, this accepts whatever the service may
     * have stored, including unknown types and namespaces that match nothing, so that reading does not fail.
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
            throw new IllegalArgumentException("Namespace " + PlainText.quoted(pattern)
                    + " cannot match any namespace; names of Kubernetes namespaces have at"
                    + " most 63 lower-case letters, digits and -, and * stands for any run of these");
        }
    }

    /**
     * The type of the scope as the EKS API spells it.
     *
     * @return {@code cluster}, {@code namespace}, or a type that this version does not know
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
     * Whether the scope is the whole cluster.
     *
     * @return {@code true} for the scope {@link #clusterWide()}
     */
    public final boolean isClusterWide() {
        return type().equals(CLUSTER);
    }

    /**
     * Whether the scope is some namespaces.
     *
     * @return {@code true} for a scope by {@link #namespaces}; {@code false} for the whole cluster, and for types that this
     *     version does not know
     */
    public final boolean isForNamespaces() {
        return type().equals(NAMESPACE);
    }

    /**
     * Whether this version knows the type of the scope, and so where the policy holds.
     *
     * @return {@code true} for the whole cluster and for namespaces
     */
    public final boolean isKnown() {
        return isClusterWide() || isForNamespaces();
    }

    /**
     * Whether a namespace lies within this scope.
     *
     * @param namespace the name of one namespace
     * @return {@code true} if the scope is the whole cluster, or of namespaces and one of its patterns matches the whole
     *     name; {@code false} for types that this version does not know
     */
    public final boolean includes(String namespace) {
        requireNonNull(namespace, "namespace");
        return isClusterWide()
                || (isForNamespaces()
                        && namespaces().stream().anyMatch(pattern -> new NamePattern(pattern).matches(namespace)));
    }

    /**
     * Whether this scope covers another one. May answer {@code false} where only several patterns together cover one of
     * the other scope.
     *
     * @param other the scope to compare with
     * @return {@code true} if every namespace of the other scope lies within this one; of types that this version does not
     *     know, only an equal scope certainly does
     */
    public final boolean covers(AccessScope other) {
        requireNonNull(other, "other");
        if (!isForNamespaces() || !other.isForNamespaces()) {
            return equals(other) || (isClusterWide() && other.isForNamespaces());
        }
        return other.namespaces().stream().allMatch(this::coversPattern);
    }

    /**
     * The scope that covers both this one and another one.
     *
     * @param other the scope to add
     * @return this scope if it covers the other, the other if that covers this one, else the namespaces of both
     * @throws IllegalArgumentException if one of them has a type that this version does not know, so that they cannot
     *     be combined
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
                    + "\" cannot be combined, since this version does not know both types; give the whole scope"
                    + " instead");
        }
        TreeSet<String> both = new TreeSet<>(namespaces());
        both.addAll(other.namespaces());
        return of(NAMESPACE, both);
    }

    /**
     * Whether a namespace could lie within both this scope and another one.
     *
     * @param other the scope to compare with
     * @return {@code false} if no name can match patterns of both; {@code true} also for types that this version does
     *     not know
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
     * The scope as text.
     *
     * @return for example {@code cluster-wide} or {@code in namespaces team-a, team-a-*}
     */
    @Override
    public final String toString() {
        if (isClusterWide()) {
            return "cluster-wide";
        }
        String names = PlainText.names(namespaces());
        if (!type().equals(NAMESPACE)) {
            return "in scope " + PlainText.name(type()) + " " + names;
        }
        boolean one = namespaces().size() == 1 && !NamePattern.isPattern(names);
        return (one ? "in namespace " : "in namespaces ") + names;
    }
}
