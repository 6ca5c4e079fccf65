package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How the entries of a cluster differ from what the records say, and who last changed each. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class TimelineComparison {

    TimelineComparison() {}

    /**
     * Starts a comparison; the cluster and the range are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return the time that the records are from, in words} */
    public abstract String range();

    /** {@return what differs, by principal} */
    public abstract List<TimelineDifference> differences();

    /** {@return the latest recorded change of each entry that there is or was} */
    public abstract Map<PrincipalArn, AccessEvent> lastChanges();

    /** {@return why the comparison may be wrong: faults of the records, for example} */
    public abstract List<String> doubts();

    /**
     * The entries whose making is not on record.
     *
     * @return their principals
     */
    public final List<PrincipalArn> withoutRecord() {
        return of(TimelineDifference.Kind.ENTRY_WITHOUT_RECORD);
    }

    /**
     * The entries that there should be by the records, and that are not there.
     *
     * @return their principals
     */
    public final List<PrincipalArn> missing() {
        return of(TimelineDifference.Kind.ENTRY_MISSING);
    }

    private List<PrincipalArn> of(TimelineDifference.Kind kind) {
        return differences().stream()
                .filter(each -> each.kind() == kind)
                .map(TimelineDifference::principal)
                .toList();
    }

    /**
     * The latest recorded change of an entry.
     *
     * @param principal the role or user
     * @return the event, empty if no record is about the entry
     */
    public final Optional<AccessEvent> lastChange(PrincipalArn principal) {
        return Optional.ofNullable(lastChanges().get(requireNonNull(principal, "principal")));
    }

    /**
     * The comparison as text.
     *
     * @return the range, the differences as a table, and the doubts
     */
    @Override
    public final String toString() {
        TextTable table = new TextTable();
        differences()
                .forEach(each ->
                        table.row(each.principal().toString(), each.kind().toString(), each.explanation()));
        StringBuilder text = new StringBuilder("Cluster ")
                .append(PlainText.name(cluster()))
                .append(" beside records of ")
                .append(PlainText.of(range()))
                .append(differences().isEmpty() ? ": as recorded\n" : ":\n")
                .append(table.text("  "));
        doubts().forEach(doubt ->
                text.append("Not certain: ").append(PlainText.of(doubt)).append('\n'));
        return text.toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableTimelineComparison.Builder {
        Builder() {}
    }
}
