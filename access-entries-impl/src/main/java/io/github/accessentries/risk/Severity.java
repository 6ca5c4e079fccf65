package io.github.accessentries.risk;

import java.util.Locale;

/** How urgent a risk is, the most urgent first. */
public enum Severity {

    /** Open to people whom nobody let in. */
    CRITICAL,

    /** Leads to the whole cluster, at once or in a few steps. */
    HIGH,

    /** Leads to all that is in some namespaces, or beyond what the grant says. */
    MEDIUM,

    /** Untidy, or a matter of course that a review wants to have seen. */
    LOW,

    /** Kubernetes' or AWS's own doing; nothing to change. */
    INFO;

    /**
     * The word for reports.
     *
     * @return for example {@code high}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
