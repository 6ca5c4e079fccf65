package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.tag.TaggedResource;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one kind that belong to a cluster, by name or id. Reads take no lock; changes are made in turn, by what
 * is passed to {@link ClusterState#inTurn} and {@link ClusterState#begin}.
 *
 * @param <R> the kind
 */
public final class NamedResources<R extends TaggedResource<R>> {

    private final ConcurrentSkipListMap<String, R> byName = new ConcurrentSkipListMap<>();
    private final RequestTokens<R> tokens = new RequestTokens<>();

    NamedResources() {}

    /** All of them. */
    public NavigableMap<String, R> all() {
        return Collections.unmodifiableNavigableMap(byName);
    }

    /** One of them, if it exists. */
    public Optional<R> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one with an ARN. */
    public Optional<R> withArn(String arn) {
        return byName.values().stream()
                .filter(resource -> resource.arn().equals(arn))
                .findFirst();
    }

    /** Makes a resource, or changes one, unless the token shows that it was done before. */
    public R answerOnce(String cluster, @Nullable String token, Record request, Supplier<R> change) {
        return tokens.answerOnce(cluster, token, request, change);
    }

    /** Adds a resource, or puts it in the place of what has its name. */
    public void put(String name, R resource) {
        byName.put(name, resource);
    }

    /** Changes the resource with an ARN, unless it is gone, even if another one has its name by now. */
    public void change(String arn, UnaryOperator<R> change) {
        byName.replaceAll((name, resource) -> resource.arn().equals(arn) ? change.apply(resource) : resource);
    }

    /** Removes a resource. */
    public void remove(String name) {
        byName.remove(name);
    }
}
