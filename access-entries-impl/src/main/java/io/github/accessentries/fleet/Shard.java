package io.github.accessentries.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.Sha256;
import java.nio.ByteBuffer;
import java.util.Map;
import org.immutables.value.Value;

/**
 * One of the parts into which a fleet is split, so that several machines work on it side by side. Immutable.
 *
 * <p>Which shard a cluster is in, depends on its name and the number of shards alone, by consistent hashing:
 *
 * <ul>
 *   <li>Each cluster is in exactly one shard. Whoever asks for another shard of the same number never touches it.
 *   <li>A cluster that joins or leaves the fleet moves no other.
 *   <li>One shard more moves about one cluster in as many as there are shards then, and all of these into the new shard; one
 *       shard less moves only those of the last one.
 *   <li>Shards are as even as chance makes them: of 2,000 clusters in 20 shards, each has 100, give or take 30. Small fleets may
 *       have empty shards.
 * </ul>
 *
 * <p>This is part of what is promised: later versions put clusters into the same shards.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Shard implements Comparable<Shard> {

    /** As many as Kubernetes runs pods of one Job at the same time; AWS Batch has arrays of at most 10,000. */
    private static final int MAX_COUNT = 100_000;

    private static final Shard WHOLE = of(0, 1);

    Shard() {}

    /**
     * One of several shards.
     *
     * @param index which one, from 0
     * @param count how many there are, 1 to 100,000
     * @return the shard
     * @throws IllegalArgumentException if the count is out of range, or the index is not from 0 to below the count
     */
    public static Shard of(int index, int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count " + count + " of shards is out of range; use 1 to " + MAX_COUNT);
        }
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index " + index + " is out of range: of " + count
                    + (count == 1
                            ? " shard, the only index is 0"
                            : " shards, the first is 0 and the last " + (count - 1))
                    + "; use an index below the count, and the same count for all shards");
        }
        return ImmutableShard.builder().index(index).count(count).build();
    }

    /**
     * The only shard of a fleet that is not split.
     *
     * @return shard 0 of 1
     */
    public static Shard whole() {
        return WHOLE;
    }

    /**
     * The shard that this process is to work on, as the engine that runs it says. Two engines are known:
     *
     * <table>
     * <caption>Environment variables</caption>
     * <tr><th>engine</th><th>index</th><th>count</th></tr>
     * <tr><td>Kubernetes Job with {@code completionMode: Indexed}</td><td>{@code JOB_COMPLETION_INDEX}, which Kubernetes
     *     sets</td><td>{@code JOB_COMPLETIONS}, which the manifest of the Job sets to its {@code completions}, since Kubernetes
     *     does not tell them</td></tr>
     * <tr><td>AWS Batch array job</td><td>{@code AWS_BATCH_JOB_ARRAY_INDEX}, which AWS Batch sets</td><td>{@code
     *     AWS_BATCH_JOB_ARRAY_SIZE}, which AWS Batch sets</td></tr>
     * </table>
     *
     * @param environment the environment variables, usually {@link System#getenv()}; others are not looked at
     * @return the shard
     * @throws IllegalArgumentException if there are no variables of an engine, only one of the two, or variables of both
     *     engines, if one is not a number, or if they are out of range; the message names the variables
     */
    public static Shard fromEnvironment(Map<String, String> environment) {
        return ShardEnvironment.read(requireNonNull(environment, "environment"));
    }

    /** {@return which shard this is, from 0} */
    public abstract int index();

    /** {@return how many shards there are} */
    public abstract int count();

    /**
     * Whether a cluster is in this shard.
     *
     * @param cluster what the fleet calls the cluster
     * @return {@code true} for exactly one of the shards
     */
    public final boolean contains(String cluster) {
        return home(requireNonNull(cluster, "cluster"), count()) == index();
    }

    /** The index of the shard that a cluster is in. */
    static int home(String cluster, int count) {
        return count == 1 ? 0 : jump(key(cluster), count);
    }

    /**
     * Jump consistent hashing, as Lamping and Veach have published it in 2014: follows the key through all numbers of shards
     * at which it would move, each time with the chance of one in as many as there are.
     */
    private static int jump(long key, int count) {
        long state = key;
        long home = -1;
        long next = 0;
        while (next < count) {
            home = next;
            state = state * 2862933555777941757L + 1;
            next = (long) ((home + 1) * ((double) (1L << 31) / ((state >>> 33) + 1)));
        }
        return (int) home;
    }

    /** Names of clusters are much alike, and String.hashCode would show it. */
    private static long key(String cluster) {
        return ByteBuffer.wrap(Sha256.begin().digest(cluster.getBytes(UTF_8))).getLong();
    }

    /** Sorts by count, then by index. */
    @Override
    public final int compareTo(Shard other) {
        requireNonNull(other, "other");
        return count() == other.count()
                ? Integer.compare(index(), other.index())
                : Integer.compare(count(), other.count());
    }

    /**
     * The shard as text.
     *
     * @return for example {@code shard 3 of 0 to 19}
     */
    @Override
    public final String toString() {
        return "shard " + index() + " of 0 to " + (count() - 1);
    }
}
