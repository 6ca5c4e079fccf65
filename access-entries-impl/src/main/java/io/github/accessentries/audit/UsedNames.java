package io.github.accessentries.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that requests of one kind named. Once there are too many, or a request names none, the names do not count any more,
 * since the rule will be for all objects. Not thread-safe.
 */
final class UsedNames {

    private final int most;
    private final Map<String, UseTally> named = new TreeMap<>();
    private @Nullable UseTally all;

    UsedNames(int most) {
        this.most = most;
    }

    /** What counts the requests for a name, or for none. */
    UseTally tally(@Nullable String name) {
        if (all == null && (name == null || (!named.containsKey(name) && named.size() >= most))) {
            forgetNames();
        }
        return all != null || name == null ? forgetNames() : named.computeIfAbsent(name, each -> new UseTally());
    }

    private UseTally forgetNames() {
        if (all == null) {
            all = new UseTally();
            named.values().forEach(all::addAll);
            named.clear();
        }
        return all;
    }

    void addAll(UsedNames others) {
        others.named.forEach((name, tally) -> tally(name).addAll(tally));
        if (others.all != null) {
            forgetNames().addAll(others.all);
        }
    }

    /** Whether a request for a name would be counted without a new tally. */
    boolean hasRoomFor(@Nullable String name) {
        return size() > 0 && (all != null || name == null || named.containsKey(name) || named.size() >= most);
    }

    /** How many things are counted apart. */
    int size() {
        return all == null ? named.size() : 1;
    }

    /** The count of requests that a rule for all objects is needed for; {@code null} if rules for the names will do. */
    @Nullable
    UseTally all() {
        return all;
    }

    /** The counts by name; none if {@link #all()} is needed. */
    Map<String, UseTally> named() {
        return named;
    }
}
