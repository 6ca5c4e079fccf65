package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.immutables.value.Value;

/**
 * What is kept of the work on a fleet, or on shards of it, when the plans and reports are gone: some hundred bytes per cluster.
 * Shards write theirs as JSON, and the summaries of all shards together are the summary of the fleet:
 *
 * <pre>{@code
 * Files.writeString(directory.resolve("shard-" + shard.index() + ".json"), summary.toJson());   // in each shard
 *
 * FleetSummary all = FleetSummary.merge(texts.stream().map(FleetSummary::fromJson).toList());   // when they are done
 * System.out.println(all);
 * all.orThrow();
 * }</pre>
 *
 * <p>Immutable, equal by value.
 */
@CheckReturnValue
@Value.Immutable
public abstract class FleetSummary {

    FleetSummary() {}

    /**
     * Starts a summary; operation and shards are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads what {@link #toJson()} has written.
     *
     * @param json a JSON object of at most 64 Mi characters
     * @return the summary
     * @throws IllegalArgumentException if it is anything else, or of a later version; the message names the place
     */
    public static FleetSummary fromJson(String json) {
        return SummaryReader.read(requireNonNull(json, "json"));
    }

    /**
     * Puts the summaries of shards together, in any order, also those that were put together before. What is there for one
     * shard only may be missing for another: see {@link #missing()}.
     *
     * @param summaries the summaries, at least one
     * @return the summary of all their clusters
     * @throws IllegalArgumentException if they do not belong together: other operations or numbers of shards, a shard twice, a
     *     cluster in two shards; the message names all of that
     */
    public static FleetSummary merge(Collection<FleetSummary> summaries) {
        requireNonNull(summaries, "summaries").forEach(each -> requireNonNull(each, "summaries element"));
        return SummaryMerge.of(List.copyOf(summaries));
    }

    /** {@return what was done with each cluster} */
    public abstract FleetOperation operation();

    /** {@return the shards that this is about, sorted, all of the same number; for a fleet that is not split, the whole} */
    public abstract List<Shard> shards();

    /** {@return the clusters of these shards, sorted by what the fleet calls them} */
    public abstract List<ClusterSummary> clusters();

    /** {@return the same, sorted, unless it says what cannot be} */
    @Value.Check
    protected FleetSummary checked() {
        return SummaryMerge.checked(this);
    }

    /**
     * The shards of which this says nothing.
     *
     * @return the rest of the shards, sorted; empty if this is about the whole fleet
     */
    public final List<Shard> missing() {
        Set<Shard> known = new HashSet<>(shards());
        int count = shards().get(0).count();
        return IntStream.range(0, count)
                .mapToObj(index -> Shard.of(index, count))
                .filter(shard -> !known.contains(shard))
                .toList();
    }

    /**
     * Whether every cluster of the whole fleet is done.
     *
     * @return {@code true} if no shard is missing, no cluster failed or was not begun, and, if plans were applied, all
     *     changes are in place
     */
    public final boolean isComplete() {
        return missing().isEmpty() && clusters().stream().allMatch(ClusterSummary::isComplete);
    }

    /**
     * Makes whatever is left undone as loud as for a single cluster. To look at one shard before the others are there, use
     * {@link #shardOrThrow()}.
     *
     * @return this summary, if it {@linkplain #isComplete() is complete}
     * @throws IncompleteFleetException otherwise; it carries this summary
     */
    @CanIgnoreReturnValue
    public final FleetSummary orThrow() {
        if (!isComplete()) {
            throw new IncompleteFleetException(this);
        }
        return this;
    }

    /**
     * Makes whatever is left undone in these shards as loud as for a single cluster, whether or not others are missing.
     *
     * @return this summary, if nothing is left undone for any of its clusters
     * @throws IncompleteFleetException otherwise; it carries this summary
     */
    @CanIgnoreReturnValue
    public final FleetSummary shardOrThrow() {
        if (!clusters().stream().allMatch(ClusterSummary::isComplete)) {
            throw new IncompleteFleetException(this);
        }
        return this;
    }

    /**
     * Looks up a cluster.
     *
     * @param cluster what the fleet calls it
     * @return its summary, empty if it is not among the clusters
     */
    public final Optional<ClusterSummary> find(String cluster) {
        requireNonNull(cluster, "cluster");
        return Optional.ofNullable(SummaryMerge.find(clusters(), cluster));
    }

    /**
     * How many clusters came so far.
     *
     * @param state how far
     * @return a number of clusters
     */
    public final int count(State state) {
        requireNonNull(state, "state");
        return (int) clusters().stream().filter(each -> each.state() == state).count();
    }

    /**
     * The summary as JSON: {@code version} (1), {@code operation}, {@code shardCount}, {@code shards} (their indexes), and {@code
     * clusters} with {@code cluster}, {@code state}, and what there is of {@code changes}, {@code open}, {@code findings},
     * {@code unlisted}, {@code planDigest} and {@code trouble}.
     *
     * @return a JSON object on one line
     */
    public final String toJson() {
        return SummaryWriter.write(this);
    }

    /**
     * The summary as text: counts, then a line for each cluster with changes or trouble, and for missing shards. Those that were
     * not begun may be thousands, and are counted.
     *
     * @return several lines
     */
    @Override
    public final String toString() {
        int count = shards().get(0).count();
        int notBegun = count(State.NOT_BEGUN);
        return (count == 1
                        ? ""
                        : "Shard" + (shards().size() == 1 ? " " : "s ") + indexes(shards()) + " of 0 to " + (count - 1)
                                + ": ")
                + Counted.of(clusters().size(), "cluster") + ": " + count(State.UNCHANGED) + " unchanged, "
                + count(State.CHANGED) + " with changes, " + count(State.FAILED) + " failed"
                + (notBegun == 0 ? "" : ", " + notBegun + " not begun")
                + clusters().stream()
                        .filter(each -> each.state() == State.CHANGED || each.state() == State.FAILED)
                        .map(each -> "\n  " + PlainText.name(each.cluster()) + ": "
                                + operation().line(each))
                        .collect(Collectors.joining())
                + (missing().isEmpty()
                        ? ""
                        : "\n  missing: " + (missing().size() == 1 ? "shard " : "shards ") + indexes(missing()));
    }

    /** Runs of indexes, since there may be thousands. */
    private static String indexes(List<Shard> shards) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shards.size(); ) {
            int end = i;
            while (end + 1 < shards.size()
                    && shards.get(end + 1).index() == shards.get(end).index() + 1) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(shards.get(i).index());
            if (end > i) {
                text.append(end == i + 1 ? ", " : " to ").append(shards.get(end).index());
            }
            i = end + 1;
        }
        return text.toString();
    }

    /** Builds summaries; refuses what {@link FleetSummary#merge} refuses. Not thread-safe. */
    public static final class Builder extends ImmutableFleetSummary.Builder {
        Builder() {}
    }
}
