package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The access entries of a cluster. Reads take no lock; changes are made in turn with all others of the cluster. */
public final class ClusterEntries {

    /** A cluster of EKS cannot have more entries than this. */
    private static final int QUOTA = 3000;

    private final ConcurrentSkipListMap<String, StoredEntry> byPrincipal = new ConcurrentSkipListMap<>();
    private final RequestTokens<StoredEntry> tokens = new RequestTokens<>();
    private final ClusterState state;
    private final Propagation propagation;
    private int size;

    ClusterEntries(ClusterState state, Propagation propagation) {
        this.state = state;
        this.propagation = propagation;
    }

    /** All entries, by the text of the ARN. */
    public NavigableMap<String, StoredEntry> all() {
        return Collections.unmodifiableNavigableMap(byPrincipal);
    }

    /** The entry of a principal. */
    public Optional<StoredEntry> find(IamArn principal) {
        return Optional.ofNullable(byPrincipal.get(principal.toString()));
    }

    /** The entry of a principal, or the refusal if there is none. */
    public StoredEntry require(IamArn principal) {
        return find(principal).orElseThrow(() -> DocumentedFaults.entryNotFound(name()));
    }

    private String name() {
        return state.cluster().name();
    }

    /** An entry that a caller may change; only EKS may change those of Auto Mode's roles. */
    private StoredEntry requireChangeable(IamArn principal) {
        state.requireApi();
        StoredEntry entry = require(principal);
        AutoMode autoMode = state.cluster().autoMode();
        if (autoMode != null && autoMode.owns(principal)) {
            throw UnverifiedFaults.entryOfAutoMode(name());
        }
        return entry;
    }

    /** Makes a change, unless its token shows that it was made before. */
    public StoredEntry changeOnce(@Nullable String token, Record request, Supplier<StoredEntry> change) {
        return state.inTurn(() -> {
            state.requireApi();
            return tokens.answerOnce(name(), token, request, change);
        });
    }

    /** Adds the entry that the supplier makes, unless the principal has one or the quota is used up. */
    public StoredEntry insert(IamArn principal, Supplier<StoredEntry> entry) {
        return state.inTurn(() -> {
            if (find(principal).isPresent()) {
                throw DocumentedFaults.entryExists(name());
            }
            StoredEntry made = entry.get();
            if (size >= QUOTA) {
                throw UnverifiedFaults.tooManyEntries(name(), QUOTA);
            }
            put(made);
            return made;
        });
    }

    /** Adds an entry that EKS makes by itself, whatever the mode and the quota; an existing entry stays. */
    public void insertOwn(IamArn principal, Supplier<StoredEntry> entry) {
        synchronized (state) {
            if (find(principal).isEmpty()) {
                put(entry.get());
            }
        }
    }

    private void put(StoredEntry made) {
        byPrincipal.put(made.principal().toString(), made);
        size++;
        propagation.changed(made);
    }

    /** Replaces the entry of a principal. */
    public StoredEntry replace(IamArn principal, UnaryOperator<StoredEntry> change) {
        return state.inTurn(() -> {
            StoredEntry changed = change.apply(requireChangeable(principal));
            byPrincipal.put(principal.toString(), changed);
            propagation.changed(changed);
            return changed;
        });
    }

    /** Removes the entry of a principal. */
    public void remove(IamArn principal) {
        state.inTurn(() -> {
            StoredEntry removed = requireChangeable(principal);
            byPrincipal.remove(principal.toString());
            size--;
            propagation.removed(removed);
            return removed;
        });
    }

    /** The entry that the cluster itself knows by now, by the principal's id. */
    public Optional<StoredEntry> atTheCluster(String principalId) {
        return propagation.find(principalId);
    }

    /** Lets arrive whatever has been under way long enough. */
    public void letInWhatIsDue() {
        propagation.letInWhatIsDue();
    }
}
