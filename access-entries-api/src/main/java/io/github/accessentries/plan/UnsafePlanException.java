package io.github.accessentries.plan;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing was done, since it could lock somebody out and nobody has signed that off. */
public final class UnsafePlanException extends AccessEntriesException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * Creates the exception.
     *
     * @param cluster the cluster's name
     * @param findings what nobody signed off, at least one
     */
    public UnsafePlanException(String cluster, List<Finding> findings) {
        super(
                findings.stream()
                        .map(Finding::toString)
                        .collect(Collectors.joining(
                                "\n- ",
                                "Changed nothing on cluster " + cluster
                                        + ": read what was found, and sign it off by its name if it is meant:\n- ",
                                "")),
                ErrorContext.builder().cluster(cluster).build(),
                null);
        this.findings = List.copyOf(findings);
    }

    /**
     * What nobody signed off.
     *
     * @return the findings
     */
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }
}
