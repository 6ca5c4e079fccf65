package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.update.StoredUpdate;
import io.github.accessentries.testkit.internal.service.update.UpdateOwner;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The updates of a cluster and of what belongs to it. Reads take no lock; changes are made in turn, by what is passed to
 * {@link ClusterState#inTurn} and {@link ClusterState#begin}.
 */
public final class ClusterUpdates {

    private final ConcurrentSkipListMap<String, StoredUpdate> byId = new ConcurrentSkipListMap<>();
    private final RequestTokens<StoredUpdate> tokens = new RequestTokens<>();

    ClusterUpdates() {}

    /** All updates, by their ids. */
    public NavigableMap<String, StoredUpdate> all() {
        return Collections.unmodifiableNavigableMap(byId);
    }

    /** One update, if it exists. */
    public Optional<StoredUpdate> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Begins an update, unless its token shows that it was begun before. */
    public StoredUpdate answerOnce(
            String cluster, @Nullable String token, Record request, Supplier<StoredUpdate> change) {
        return tokens.answerOnce(cluster, token, request, change);
    }

    /** Adds an update. */
    public void put(StoredUpdate update) {
        byId.put(update.id(), update);
    }

    /** Shows an update as done, unless what it updated is gone. */
    public void complete(StoredUpdate update) {
        byId.replace(update.id(), update.done());
    }

    /** The update that something is going through. */
    public Optional<StoredUpdate> running(UpdateOwner owner) {
        return byId.values().stream()
                .filter(update -> update.running() && update.owner().equals(owner))
                .findFirst();
    }

    /** Forgets the updates of something that is gone. */
    public void forget(UpdateOwner owner) {
        byId.values().removeIf(update -> update.owner().equals(owner));
    }
}
