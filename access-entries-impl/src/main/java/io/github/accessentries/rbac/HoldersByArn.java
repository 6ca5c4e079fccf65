package io.github.accessentries.rbac;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holders by the texts of their ARNs: an open hash table, since a map has one more object between a text and its holder, and
 * each that is not in the processor's cache costs as much as the rest of a decision. Immutable.
 */
final class HoldersByArn {

    /** Of equal hashes come so many only if somebody made them so; those are looked for in the map. */
    private static final int MAX_PROBES = 32;

    private final Map<String, PolicyHolder> all;
    private final @Nullable String[] arns;
    private final @Nullable PolicyHolder[] holders;

    /** Shares the map, which must not change any more. */
    HoldersByArn(Map<String, PolicyHolder> all) {
        this.all = all;
        int capacity = Integer.highestOneBit(Math.max(1, all.size())) * 4;
        this.arns = new @Nullable String[capacity];
        this.holders = new @Nullable PolicyHolder[capacity];
        all.forEach(this::put);
    }

    private void put(String arn, PolicyHolder holder) {
        int home = home(arn);
        for (int i = 0; i < MAX_PROBES; i++) {
            int at = (home + i) & (arns.length - 1);
            if (arns[at] == null) {
                arns[at] = arn;
                holders[at] = holder;
                return;
            }
        }
    }

    private static int home(String arn) {
        int product = arn.hashCode() * 0x9E3779B1;
        return product ^ (product >>> 15);
    }

    /** The holder of exactly this text. */
    @Nullable
    PolicyHolder find(String arn) {
        int home = home(arn);
        for (int i = 0; i < MAX_PROBES; i++) {
            int at = (home + i) & (arns.length - 1);
            String other = arns[at];
            if (other == null) {
                return null;
            }
            if (other.equals(arn)) {
                return holders[at];
            }
        }
        return all.get(arn);
    }
}
