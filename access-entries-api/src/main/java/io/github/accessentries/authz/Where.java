package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where permissions hold. Immutable, equal by value, sorted with the whole cluster first.
 *
 * <p>Without namespaces it is the whole cluster: every namespace, and also requests that are in none, for cluster-scoped
 * resources, for all namespaces at once, and for paths. With namespaces it is only requests in one that matches all of
 * them. What is allowed on a cluster is always in the whole cluster or in one namespace or pattern; several at once, and
 * exceptions, come out of comparing.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Where implements Comparable<Where> {

    private static final Where CLUSTER = builder().build();
    private static final Comparator<Where> ORDER = Comparator.comparing(Where::namespaces, Where::compareLists)
            .thenComparing(Where::except, Where::compareLists);

    Where() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return names or patterns that must all match, sorted; in a pattern {@code *} stands for any run of
     * characters, and after a backslash for itself}
     */
    public abstract List<String> namespaces();

    /** {@return names or patterns of namespaces that are left out, sorted} */
    public abstract List<String> except();

    @Value.Check
    Where sorted() {
        // Models make tens of thousands of these, nearly all of one name.
        if (namespaces().size() < 2 && except().size() < 2) {
            return this;
        }
        List<String> names = sorted(namespaces());
        List<String> excepted = sorted(except());
        return names.equals(namespaces()) && excepted.equals(except())
                ? this
                : builder().namespaces(names).except(excepted).build();
    }

    /**
     * The whole cluster.
     *
     * @return every namespace, and what is in none
     */
    public static Where cluster() {
        return CLUSTER;
    }

    /**
     * One namespace, or all that match a pattern.
     *
     * @param nameOrPattern for example {@code team-a} or {@code team-a-*}
     * @return that place
     */
    public static Where namespace(String nameOrPattern) {
        requireNonNull(nameOrPattern, "nameOrPattern");
        return builder().namespaces(List.of(nameOrPattern)).build();
    }

    /**
     * The same place without some namespaces.
     *
     * @param namesOrPatterns what to leave out besides what already is
     * @return the smaller place
     */
    public final Where without(Collection<String> namesOrPatterns) {
        requireNonNull(namesOrPatterns, "namesOrPatterns");
        TreeSet<String> all = new TreeSet<>(except());
        all.addAll(namesOrPatterns);
        return builder().namespaces(namespaces()).except(List.copyOf(all)).build();
    }

    /**
     * Whether this reaches requests in no namespace.
     *
     * @return {@code true} for the whole cluster, with or without exceptions
     */
    public final boolean isClusterWide() {
        return namespaces().isEmpty();
    }

    /**
     * Whether a request lies here.
     *
     * @param namespace the namespace of the request, {@code null} if it is in none
     * @return {@code true} if what holds here holds for it
     */
    public final boolean includes(@Nullable String namespace) {
        if (namespace == null) {
            return isClusterWide();
        }
        return namespaces().stream().allMatch(pattern -> new NamePattern(pattern).matches(namespace))
                && except().stream().noneMatch(pattern -> new NamePattern(pattern).matches(namespace));
    }

    private static List<String> sorted(Collection<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    /** Name by name, since places that are not equal must never be in one order: a name can be empty, or have blanks. */
    private static int compareLists(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Orders the whole cluster first, then by name. */
    @Override
    public final int compareTo(Where other) {
        requireNonNull(other, "other");
        return ORDER.compare(this, other);
    }

    /**
     * The place in words.
     *
     * @return for example {@code cluster-wide}, {@code in team-a} or {@code in team-* except team-a}
     */
    @Override
    public final String toString() {
        if (isClusterWide() && except().contains("*")) {
            return "outside of namespaces";
        }
        String place = isClusterWide()
                ? "cluster-wide"
                : "in " + namespaces().stream().map(PlainText::name).collect(Collectors.joining(" and "));
        return place
                + (except().isEmpty() ? "" : " except " + (isClusterWide() ? "in " : "") + PlainText.names(except()));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableWhere.Builder {
        Builder() {}
    }
}
