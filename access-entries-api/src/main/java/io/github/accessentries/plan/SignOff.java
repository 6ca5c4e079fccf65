package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The {@link Finding findings} that a person has reviewed and accepts, by name. The library never signs anything off by
 * itself.
 *
 * <p>A name may begin with a cluster and a slash, as in {@code prod/no-administrator}, and then counts for that cluster
 * alone. In a fleet only such names count, with what the fleet calls the cluster: what is accepted for one cluster says
 * nothing about another.
 *
 * <p>Names without a matching finding have no effect, so the same sign-off can be used again after the changes are
 * made.
 */
@CheckReturnValue
@Value.Immutable
public abstract class SignOff {

    private static final SignOff NONE = of(List.of());

    SignOff() {}

    /**
     * Signs nothing off.
     *
     * @return the sign-off that covers no finding
     */
    public static SignOff none() {
        return NONE;
    }

    /**
     * Signs findings off.
     *
     * @param names names of findings, such as {@code type-change:arn:aws:iam::111122223333:role/dev}, or ids of their kinds,
     *     such as {@code type-change}
     * @return the sign-off
     */
    public static SignOff of(String... names) {
        return of(Arrays.asList(requireNonNull(names, "names")));
    }

    /**
     * Signs findings off.
     *
     * @param names names of findings, or ids of their kinds
     * @return the sign-off
     */
    public static SignOff of(Collection<String> names) {
        requireNonNull(names, "names").forEach(name -> requireNonNull(name, "names element"));
        Iterable<String> copied = names;
        return ImmutableSignOff.of(copied);
    }

    /**
     * Signs findings off for one cluster.
     *
     * @param cluster the cluster's name; in a fleet, what the fleet calls it
     * @param names names of findings, or ids of their kinds
     * @return the sign-off, with {@code cluster/name} for each name
     */
    public static SignOff inCluster(String cluster, String... names) {
        requireNonNull(cluster, "cluster");
        requireNonNull(names, "names");
        return of(Arrays.stream(names)
                .map(name -> qualified(cluster, requireNonNull(name, "names element")))
                .toList());
    }

    private static String qualified(String cluster, String name) {
        return cluster + "/" + name;
    }

    /**
     * The names that are signed off.
     *
     * @return names of findings, or ids of their kinds, each with its cluster if it counts for one alone
     */
    @Value.Parameter
    public abstract Set<String> names();

    /**
     * Signs off more.
     *
     * @param more names of findings, or ids of their kinds
     * @return a sign-off with these names added
     */
    public final SignOff and(String... more) {
        requireNonNull(more, "more");
        Set<String> all = new LinkedHashSet<>(names());
        for (String name : more) {
            all.add(requireNonNull(name, "more element"));
        }
        return of(all);
    }

    /**
     * Whether a finding is signed off, whatever the cluster.
     *
     * @param finding the finding
     * @return {@code true} if its name or the id of its kind is among the names
     */
    public final boolean covers(Finding finding) {
        requireNonNull(finding, "finding");
        return names().contains(finding.name())
                || names().contains(finding.kind().id());
    }

    /**
     * Whether a finding is signed off for one cluster by its name.
     *
     * @param cluster the cluster's name; in a fleet, what the fleet calls it
     * @param finding the finding
     * @return {@code true} if its name or the id of its kind, after the cluster and a slash, is among the names
     */
    public final boolean coversIn(String cluster, Finding finding) {
        requireNonNull(cluster, "cluster");
        requireNonNull(finding, "finding");
        return names().contains(qualified(cluster, finding.name()))
                || names().contains(qualified(cluster, finding.kind().id()));
    }

    /**
     * The sign-off as text.
     *
     * @return the names
     */
    @Override
    public final String toString() {
        return names().isEmpty() ? "nothing signed off" : "signed off: " + PlainText.names(names());
    }
}
