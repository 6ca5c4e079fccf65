package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.AccessScope;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scope of a policy, in the words that EKS has for it and most tools took over. */
public final class ScopeMembers {

    private ScopeMembers() {}

    /**
     * Writes a scope.
     *
     * @param scope the scope
     * @return its members, with namespaces only where it has some
     */
    public static Map<String, Object> of(AccessScope scope) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", scope.type());
        if (!scope.isClusterWide()) {
            members.put("namespaces", scope.namespaces());
        }
        return members;
    }
}
