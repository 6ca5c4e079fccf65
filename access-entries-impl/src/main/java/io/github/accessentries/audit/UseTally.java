package io.github.accessentries.audit;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** How often something was used, when, and one example. Not thread-safe. */
final class UseTally {

    private static final int MOST_NAMESPACES = 100;

    private static final int MOST_ID = 64;

    private long count;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private String auditId = "";
    private String requestUri = "";
    private final TreeSet<String> namespaces = new TreeSet<>();

    void add(AuditedRequest request, String namespace) {
        count++;
        if (request.time().isBefore(first)) {
            first = request.time();
            auditId = shortened(request.auditId());
            requestUri = RequestUri.shown(request.requestUri());
        }
        last = request.time().isAfter(last) ? request.time() : last;
        addNamespace(namespace);
    }

    /** The API server makes them of 36 characters; a client may send its own. */
    private static String shortened(String auditId) {
        return auditId.length() <= MOST_ID ? auditId : auditId.substring(0, MOST_ID) + "…";
    }

    private void addNamespace(String namespace) {
        if (!namespace.equals(UsedAccess.NONE) && namespaces.size() < MOST_NAMESPACES) {
            namespaces.add(namespace);
        }
    }

    void addAll(UseTally other) {
        count += other.count;
        if (other.first.isBefore(first)) {
            first = other.first;
            auditId = other.auditId;
            requestUri = other.requestUri;
        }
        last = other.last.isAfter(last) ? other.last : last;
        other.namespaces.forEach(this::addNamespace);
    }

    static RuleEvidence evidence(List<UseTally> tallies) {
        UseTally sum = new UseTally();
        tallies.forEach(sum::addAll);
        return RuleEvidence.builder()
                .count(sum.count)
                .first(sum.first)
                .last(sum.last)
                .auditId(sum.auditId)
                .requestUri(sum.requestUri)
                .namespaces(sum.namespaces)
                .build();
    }
}
