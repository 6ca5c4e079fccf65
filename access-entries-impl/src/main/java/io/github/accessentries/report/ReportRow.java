package io.github.accessentries.report;

import io.github.accessentries.authz.Subject;
import java.util.List;
import java.util.Map;

/**
 * What a report says of one subject. Immutable.
 *
 * @param subject who
 * @param source what lets a principal in, {@code access entry} or {@code aws-auth}; empty for other subjects
 * @param username the user name of a principal, as a template where it depends on the session; empty for other subjects
 * @param groups the groups of a principal, sorted
 * @param everywhere how it stands in the whole cluster
 * @param elsewhere how it stands in those namespaces where that is something else, sorted by namespace
 * @param grants everything that gives it something, also where another gives it already
 * @param doubts why it may have more than is known, one sentence each
 */
public record ReportRow(
        Subject subject,
        String source,
        String username,
        List<String> groups,
        Standing everywhere,
        Map<String, Standing> elsewhere,
        List<PlacedGrant> grants,
        List<String> doubts) {

    /**
     * How the subject stands in a namespace.
     *
     * @param namespace one of the namespaces of the report
     * @return its standing there, what it has in the whole cluster included
     */
    public Standing in(String namespace) {
        return elsewhere.getOrDefault(namespace, everywhere);
    }
}
