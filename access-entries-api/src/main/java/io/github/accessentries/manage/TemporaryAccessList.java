package io.github.accessentries.manage;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.immutables.value.Value;

/** What was granted for a while on one cluster, and which tags look like that and cannot be read. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class TemporaryAccessList {

    TemporaryAccessList() {}

    /**
     * Starts an empty list.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds what is temporary in entries that were read before.
     *
     * @param entries the entries
     * @param now the time that decides what is over
     * @return the list, those that end first coming first
     */
    public static TemporaryAccessList of(Collection<AccessEntry> entries, Instant now) {
        requireNonNull(entries, "entries");
        requireNonNull(now, "now");
        List<TemporaryAccess> found = new ArrayList<>();
        Builder list = builder();
        for (AccessEntry entry : entries) {
            Endings endings = Endings.of(requireNonNull(entry, "entries element"));
            endings.all().forEach(ending -> found.add(TemporaryAccess.of(entry.principal(), ending, now)));
            endings.broken()
                    .forEach(tags -> list.addFault(BrokenTags.builder()
                            .principal(entry.principal())
                            .tags(tags.keys())
                            .text(tags.reason())
                            .build()));
        }
        found.sort(Comparator.comparing(TemporaryAccess::until)
                .thenComparing(TemporaryAccess::principal)
                .thenComparing(TemporaryAccess::id));
        return list.grants(found).build();
    }

    /** {@return each temporary grant, those that end first coming first} */
    public abstract List<TemporaryAccess> grants();

    /** {@return tags that look like those of a temporary grant and cannot be read, so that what they are about never ends by itself} */
    public abstract List<BrokenTags> faults();

    /**
     * The list as text.
     *
     * @return a line for each grant and each fault
     */
    @Override
    public final String toString() {
        if (grants().isEmpty() && faults().isEmpty()) {
            return "nothing is granted for a while";
        }
        List<String> lines = new ArrayList<>();
        grants().forEach(grant -> lines.add(grant.toString()));
        faults().forEach(fault -> lines.add(fault.toString()));
        return String.join("\n", lines);
    }

    /** Tags of an entry that look like those of a temporary grant and cannot be read. Nothing is done because of them. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class BrokenTags {

        BrokenTags() {}

        /**
         * Starts with nothing set; principal and text are required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /** {@return the role or user whose entry has the tags} */
        public abstract PrincipalArn principal();

        /** {@return the keys of the tags} */
        @Value.NaturalOrder
        public abstract SortedSet<String> tags();

        /** {@return what is wrong with them} */
        public abstract String text();

        /** {@return the principal, the tags, what is wrong and what to do, on one line} */
        @Override
        public final String toString() {
            return PlainText.of(principal() + ": tags [" + PlainText.names(tags())
                    + "] look like those of a temporary grant, but " + text()
                    + ". Nothing ends because of them: withdraw what is to end, and remove the tags");
        }

        /** Builds it. Not thread-safe. */
        public static final class Builder extends ImmutableBrokenTags.Builder {
            Builder() {}
        }
    }

    /** Builds lists. Not thread-safe. */
    public static final class Builder extends ImmutableTemporaryAccessList.Builder {
        Builder() {}
    }
}
