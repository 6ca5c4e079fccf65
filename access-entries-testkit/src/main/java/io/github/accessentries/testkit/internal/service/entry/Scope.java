package io.github.accessentries.testkit.internal.service.entry;

import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an access policy holds.
 *
 * @param type the kind of scope: the whole cluster or parts of it
 * @param namespaces names and patterns, empty for the whole cluster
 */
public record Scope(String type, List<String> namespaces) {

    private static final String CLUSTER = "cluster";
    private static final String NAMESPACE = "namespace";
    private static final int MAX_NAMESPACE_LENGTH = 63;
    private static final Pattern NAMESPACE_FORM = Pattern.compile("[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?");

    /** The whole cluster. */
    public static Scope ofCluster() {
        return new Scope(CLUSTER, List.of());
    }

    /** Checks a scope as a caller gave it. An empty list of namespaces counts as none; Terraform relies on that. */
    public static Scope checked(String cluster, @Nullable String type, @Nullable List<String> namespaces) {
        List<String> given = namespaces == null ? List.of() : List.copyOf(namespaces);
        if (CLUSTER.equals(type)) {
            if (!given.isEmpty()) {
                throw DocumentedFaults.namespacesInClusterScope(cluster);
            }
            return new Scope(CLUSTER, given);
        }
        if (NAMESPACE.equals(type)) {
            if (given.isEmpty()) {
                throw DocumentedFaults.namespaceScopeWithoutNamespaces(cluster);
            }
            given.forEach(namespace -> requireMatchable(cluster, namespace));
            return new Scope(NAMESPACE, given);
        }
        throw UnverifiedFaults.scopeTypeUnknown(cluster);
    }

    private static void requireMatchable(String cluster, String namespace) {
        if (namespace.length() > MAX_NAMESPACE_LENGTH
                || !NAMESPACE_FORM.matcher(namespace).matches()) {
            throw UnverifiedFaults.namespaceMalformed(cluster, namespace);
        }
    }
}
