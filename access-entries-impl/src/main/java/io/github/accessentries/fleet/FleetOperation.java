package io.github.accessentries.fleet;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;

/** What is done with each cluster of a fleet. */
public enum FleetOperation {
    /** Planning, which changes nothing. */
    PLAN {
        @Override
        String words(ClusterSummary summary) {
            return Counted.of(summary.changes(), "change")
                    + (summary.findings().isEmpty()
                            ? ""
                            : ", needs sign-off: [" + PlainText.names(summary.signOffNames()) + "]");
        }
    },
    /** Applying plans. */
    APPLY {
        @Override
        String words(ClusterSummary summary) {
            return (summary.changes() - summary.open()) + " of " + Counted.of(summary.changes(), "change") + " made"
                    + summary.trouble().map(text -> ", " + PlainText.of(text)).orElse("");
        }
    },
    /** Checking for drift, which changes nothing. */
    DRIFT {
        @Override
        String words(ClusterSummary summary) {
            return Counted.of(summary.changes(), "change") + " needed, "
                    + Counted.of(summary.unlisted(), "unlisted principal");
        }
    };

    /** What there is to say about a cluster that has a result. */
    abstract String words(ClusterSummary summary);

    /** What there is to say about a cluster, on one line. */
    String line(ClusterSummary summary) {
        return switch (summary.state()) {
            case UNCHANGED -> "unchanged";
            case CHANGED -> words(summary);
            case FAILED -> "failed: " + PlainText.of(summary.trouble().orElse("for an unknown reason"));
            case NOT_BEGUN -> "not begun";
        };
    }
}
