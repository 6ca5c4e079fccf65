package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;

/** One finding: the risk, its source, and the subjects concerned. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Risk {

    Risk() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the kind, with a stable id} */
    public abstract RiskKind kind();

    /** {@return how urgent it is} */
    public abstract Severity severity();

    /** {@return its source: a policy, a role, a group, an entry} */
    public abstract String source();

    /**
     * {@return to what the right is limited, for example {@code only those named web}, which tells findings of one
     * kind and source apart; empty if it is not}
     */
    @Value.Default
    public String limit() {
        return "";
    }

    /** {@return the finding in one sentence} */
    public abstract String summary();

    /** {@return the subjects and places, sorted; at least one} */
    public abstract List<Exposure> exposures();

    /**
     * The finding as text.
     *
     * @return severity, id, summary and remedy, and a line for each exposure
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder()
                .append(severity())
                .append(' ')
                .append(kind().id())
                .append(": ")
                .append(PlainText.of(summary()))
                .append("\n  ")
                .append(kind().remedy());
        exposures().forEach(each -> text.append("\n  - ").append(each));
        return text.append('\n').toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRisk.Builder {
        Builder() {}
    }
}
