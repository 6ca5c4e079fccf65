package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** An access entry as it stands after the recorded changes, as far as these tell. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RecordedEntry {

    RecordedEntry() {}

    /**
     * Starts an entry; cluster, principal and the last change are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return the role or user} */
    public abstract PrincipalArn principal();

    /**
     * Whether the entry's making is on record, by a call or with the cluster. If not, it had policies, groups and tags before
     * the first record that are not known here.
     *
     * @return {@code true} if everything that the entry ever got is here
     */
    @Value.Default
    public boolean isMadeOnRecord() {
        return false;
    }

    /**
     * Whether changes of this entry that depend on their order happened within one second, to which records tell the time.
     *
     * @return {@code true} if the order in which they were read was taken
     */
    @Value.Default
    public boolean isOrderUncertain() {
        return false;
    }

    /** {@return the type, empty if no record tells it} */
    public abstract Optional<EntryType> type();

    /** {@return the user name, empty if no record tells it} */
    public abstract Optional<String> username();

    /** {@return the groups, empty if no record tells them} */
    public abstract Optional<Set<String>> groups();

    /** {@return the policies that are associated on record} */
    public abstract List<PolicyAssociation> policies();

    /** {@return the tags that are set on record} */
    public abstract Map<String, String> tags();

    /** {@return the ARN of the entry, empty if no record tells it} */
    public abstract Optional<String> entryArn();

    /** {@return the last change} */
    public abstract AccessEvent lastChange();

    /**
     * The entry on one line.
     *
     * @return the principal, and what the records tell of its entry
     */
    @Override
    public final String toString() {
        return principal() + " on " + PlainText.name(cluster())
                + username().map(name -> " as " + PlainText.name(name)).orElse("")
                + groups().map(names -> ", groups [" + PlainText.names(names) + "]")
                        .orElse("") + ", policies "
                + policies() + (isMadeOnRecord() ? "" : ", made without record");
    }

    @Value.Check
    RecordedEntry withGroupsOfItsOwn() {
        // An optional set is not copied by the generator.
        return groups().filter(set -> set != Set.copyOf(set)).isEmpty()
                ? this
                : builder().from(this).groups(Set.copyOf(groups().get())).build();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRecordedEntry.Builder {
        Builder() {}
    }
}
