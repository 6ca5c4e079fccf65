package io.github.accessentries.risk;

import java.util.Locale;

/** How urgent a risk is, the most urgent first. */
public enum Severity {

    /** Open to users without credentials. */
    CRITICAL,

    /** Leads to the whole cluster, at once or in a few steps. */
    HIGH,

    /** Leads to everything in some namespaces, or beyond what the grant names. */
    MEDIUM,

    /** Untidy, or normal but worth a look in a review. */
    LOW,

    /** Set up by Kubernetes or AWS, or too little to change anything; worth knowing at most. */
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
