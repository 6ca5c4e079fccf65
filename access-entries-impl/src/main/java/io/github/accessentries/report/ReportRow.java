package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** The row of one subject in a report. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class ReportRow {

    ReportRow() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return who} */
    public abstract Subject subject();

    /** {@return what lets a principal in, {@code access entry} or {@code aws-auth}; empty for other subjects} */
    public abstract String source();

    /**
     * {@return the user name of a principal, as a template where it depends on the session; empty for other
     * subjects}
     */
    public abstract String username();

    /** {@return the groups of a principal, sorted} */
    public abstract List<String> groups();

    /** {@return how it stands in the whole cluster} */
    public abstract Standing everywhere();

    /** {@return how it stands in those namespaces where that is something else, sorted by namespace} */
    public abstract Map<String, Standing> elsewhere();

    /** {@return everything that gives it something, also where another gives it already} */
    public abstract List<PlacedGrant> grants();

    /** {@return why it may have more than is known, one sentence each} */
    public abstract List<String> doubts();

    /**
     * How the subject stands in a namespace.
     *
     * @param namespace one of the namespaces of the report
     * @return its standing there, what it has in the whole cluster included
     */
    public final Standing in(String namespace) {
        requireNonNull(namespace, "namespace");
        return elsewhere().getOrDefault(namespace, everywhere());
    }

    /**
     * The row as text.
     *
     * @return subject, standings and doubts on one line
     */
    @Override
    public final String toString() {
        return subject() + (source().isEmpty() ? "" : " by " + PlainText.of(source()))
                + (username().isEmpty() ? "" : " as " + PlainText.quoted(username())) + " in groups ["
                + PlainText.names(groups()) + "]: everywhere " + everywhere() + ", elsewhere "
                + PlainText.of(elsewhere().toString()) + ", grants " + grants() + ", doubts "
                + PlainText.of(doubts().toString());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableReportRow.Builder {
        Builder() {}
    }
}
