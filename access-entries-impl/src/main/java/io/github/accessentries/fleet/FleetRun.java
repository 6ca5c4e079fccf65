package io.github.accessentries.fleet;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.fleet.ClusterSummary.State;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.AsDone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing for each cluster of a fleet. Opens a cluster when its turn has come, closes it before the next one's, and keeps
 * nothing of it but its summary. Used once.
 *
 * @param <T> the result for one cluster
 */
final class FleetRun<T> {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRun.class);

    /** The work on one cluster. */
    interface Work<T> {
        /** What to do when the cluster is open; throws if there is nothing to open it for. */
        Function<FleetMember, T> at(String id);
    }

    /** What came of one cluster. */
    private record Outcome<T>(ClusterResult<T> result, ClusterSummary summary) {}

    private final Map<String, Function<String, FleetMember>> members;
    private final Shard shard;
    private final FleetListener listener;
    private final FleetOperation operation;
    private final Work<T> work;
    private final BiFunction<String, T, ClusterSummary> summarizer;
    private final Map<String, ClusterSummary> summaries = new TreeMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private @Nullable Throwable trouble;
    private String troubled = "";

    FleetRun(
            Map<String, Function<String, FleetMember>> members,
            Shard shard,
            FleetListener listener,
            FleetOperation operation,
            Work<T> work,
            BiFunction<String, T, ClusterSummary> summarizer) {
        this.members = members;
        this.shard = shard;
        this.listener = listener;
        this.operation = operation;
        this.work = work;
        this.summarizer = summarizer;
    }

    FleetSummary each(int parallelism, Consumer<? super ClusterResult<T>> consumer) {
        AsDone.Ending unused =
                AsDone.each(List.copyOf(members.keySet()), this::one, parallelism, outcome -> take(outcome, consumer));
        members.keySet()
                .forEach(id -> summaries.computeIfAbsent(
                        id,
                        each -> ClusterSummary.builder()
                                .cluster(each)
                                .state(State.NOT_BEGUN)
                                .build()));
        FleetSummary summary = FleetSummary.builder()
                .operation(operation)
                .addShard(shard)
                .clusters(summaries.values())
                .build();
        if (trouble instanceof Error error) {
            error.addSuppressed(new IncompleteFleetException(summary, troubled, error));
            throw error;
        }
        if (trouble instanceof RuntimeException failure) {
            throw new IncompleteFleetException(summary, troubled, failure);
        }
        return summary;
    }

    /** Whether to go on. What is done when the consumer has failed is in the summary, and is not handed over. */
    private boolean take(Outcome<T> outcome, Consumer<? super ClusterResult<T>> consumer) {
        summaries.put(outcome.summary().cluster(), outcome.summary());
        if (trouble != null) {
            return false;
        }
        try {
            consumer.accept(outcome.result());
            return true;
        } catch (RuntimeException | Error e) {
            trouble = e;
            troubled = outcome.summary().cluster();
            return false;
        }
    }

    private Outcome<T> one(String id) {
        Outcome<T> outcome = outcome(id);
        tell(id, operation.line(outcome.summary()));
        return outcome;
    }

    private Outcome<T> outcome(String id) {
        try {
            T result = requireNonNull(
                    opened(id),
                    () -> "The AccessEntries of cluster " + PlainText.of(id) + " returned null instead of a result");
            return new Outcome<>(new ClusterResult.Done<>(id, result), summarizer.apply(id, result));
        } catch (RuntimeException e) {
            return failed(id, e);
        } catch (VirtualMachineError e) {
            // Nothing can be relied upon any more.
            throw e;
        } catch (Error e) {
            return failed(
                    id,
                    new AccessEntriesException(
                            "The work on cluster " + id + " ended with an error: " + e,
                            ErrorContext.builder().cluster(id).build(),
                            e));
        }
    }

    private Outcome<T> failed(String id, RuntimeException failure) {
        return new Outcome<>(new ClusterResult.Failed<>(id, failure), ClusterSummary.failed(id, failure));
    }

    private T opened(String id) {
        Function<FleetMember, T> todo = work.at(id);
        FleetMember member = requireNonNull(
                requireNonNull(members.get(id)).apply(id),
                () -> "The function that makes clusters of the fleet returned null for cluster " + PlainText.of(id));
        try {
            return todo.apply(member);
        } finally {
            member.resources().forEach(resource -> close(id, resource));
        }
    }

    /** The work is done and keeps its result; whoever opened the resource learns that it may be open still. */
    private static void close(String id, AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while closing a resource of cluster {}", PlainText.of(id), e);
        } catch (Exception e) {
            LOG.warn("A resource of cluster {} could not be closed", PlainText.of(id), e);
        }
    }

    private void tell(String id, String text) {
        int number = done.incrementAndGet();
        try {
            listener.finished(id, PlainText.of(text), number, members.size());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.warn("The listener of the fleet failed at cluster {}", PlainText.of(id), e);
        }
    }
}
