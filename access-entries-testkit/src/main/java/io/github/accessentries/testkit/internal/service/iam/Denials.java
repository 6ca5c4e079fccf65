package io.github.accessentries.testkit.internal.service.iam;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What principals are not allowed; everything else is. Thread-safe. */
public final class Denials {

    /** Stands for all operations of EKS. */
    public static final String ALL = "*";

    private final Map<IamArn, Set<String>> denied = new ConcurrentHashMap<>();

    Denials() {}

    /**
     * Denies operations to a principal and its sessions from now on, whether it exists or not.
     *
     * @param principal the role or user
     * @param operations for example {@code CreateAccessEntry}, or {@link #ALL}; those denied before stay denied
     */
    public void add(IamArn principal, Collection<String> operations) {
        denied.computeIfAbsent(principal, who -> ConcurrentHashMap.newKeySet()).addAll(operations);
    }

    /** Lifts all denials. */
    public void clear() {
        denied.clear();
    }

    /** Whether an operation is denied to a principal. */
    public boolean include(IamArn principal, String operation) {
        Set<String> operations = denied.getOrDefault(principal, Set.of());
        return operations.contains(operation) || operations.contains(ALL);
    }
}
