package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.List;
import java.util.stream.Stream;

/** The changes could lock somebody out and were not signed off, so nothing was done. */
public final class UnsafePlanException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * Creates the exception.
     *
     * @param cluster the cluster's name
     * @param findings the findings that are not signed off, at least one
     */
    public UnsafePlanException(String cluster, List<Finding> findings) {
        super(
                Stream.concat(
                                Stream.of("Changed nothing on cluster " + requireNonNull(cluster, "cluster")
                                        + ": review these findings, and sign them off by name if they are intended,"
                                        + " in a fleet as CLUSTER/NAME:"),
                                requireNonNull(findings, "findings").stream().map(finding -> "- " + finding))
                        .toList(),
                ErrorContext.builder().cluster(cluster).build(),
                null);
        this.findings = List.copyOf(findings);
    }

    /**
     * The findings that are not signed off.
     *
     * @return the findings
     */
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }
}
