package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        this(
                requireNonNull(cluster, "cluster"),
                "",
                requireNonNull(findings, "findings"),
                ErrorContext.builder().cluster(cluster).build(),
                null);
    }

    private UnsafePlanException(
            String cluster,
            String beforeNames,
            List<Finding> findings,
            ErrorContext context,
            @Nullable UnsafePlanException cause) {
        super(
                Stream.concat(
                                Stream.of("Changed nothing on cluster " + cluster
                                        + ": review these findings, and sign them off by name if they are intended:"),
                                findings.stream().map(finding -> "- " + beforeNames + finding))
                        .toList(),
                context,
                cause);
        this.findings = List.copyOf(findings);
    }

    /**
     * The same refusal as a fleet tells it: with the names that sign the findings off there.
     *
     * @param id what the fleet calls the cluster
     * @param refused the refusal of the cluster
     * @return an exception with the same findings, whose cause is the refusal
     */
    public static UnsafePlanException inFleet(String id, UnsafePlanException refused) {
        requireNonNull(id, "id");
        requireNonNull(refused, "refused");
        return new UnsafePlanException(id, id + "/", refused.findings(), refused.context(), refused);
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
