package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.rbac.DefaultRbac;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The compiled RBAC objects of one cluster and the entry of whoever asks. It is compiled on first use and kept until
 * the objects or the entry change, for a limited number of principals. All share the compiled objects, and clusters that
 * have nothing but the defaults share these. Thread-safe.
 */
final class CompiledAccess {

    private static final int MOST_PRINCIPALS = 64;

    private record Compiled(RbacObjects objects, Optional<StoredEntry> entry, Authorizer authorizer) {

        /** Quick while nothing has changed: both are then the same objects as before. */
        boolean isOf(RbacObjects otherObjects, Optional<StoredEntry> otherEntry) {
            return objects.equals(otherObjects) && entry.equals(otherEntry);
        }
    }

    private record CompiledRbac(RbacObjects objects, AccessModel model) {

        static final CompiledRbac DEFAULTS = of(DefaultRbac.get().decoded(), null);

        static CompiledRbac of(RbacObjects objects, @Nullable CompiledRbac earlier) {
            ClusterAccess.Builder builder = ClusterAccess.builder();
            if (earlier != null) {
                builder.from(earlier.model);
            }
            return new CompiledRbac(objects, builder.rbac(objects).build());
        }
    }

    private final Map<String, Compiled> byPrincipalId = new ConcurrentHashMap<>();
    private volatile CompiledRbac rbac = CompiledRbac.DEFAULTS;

    Authorizer authorizer(RbacObjects objects, Optional<StoredEntry> entry) {
        String principalId = entry.map(StoredEntry::principalId).orElse("");
        @Nullable Compiled known = byPrincipalId.get(principalId);
        if (known != null && known.isOf(objects, entry)) {
            return known.authorizer();
        }
        if (byPrincipalId.size() >= MOST_PRINCIPALS) {
            byPrincipalId.clear();
        }
        Authorizer authorizer = compile(objects, entry);
        byPrincipalId.put(principalId, new Compiled(objects, entry, authorizer));
        return authorizer;
    }

    private Authorizer compile(RbacObjects objects, Optional<StoredEntry> entry) {
        AccessModel withoutEntry = compiled(objects).model();
        return entry.map(each -> ClusterAccess.builder()
                        .from(withoutEntry)
                        .entries(List.of(entry(each)))
                        .build())
                .orElse(withoutEntry)
                .authorizer();
    }

    /** Two at once may both compile; either result will do. */
    private CompiledRbac compiled(RbacObjects objects) {
        CompiledRbac now = rbac;
        if (!now.objects().equals(objects)) {
            now = CompiledRbac.of(objects, now);
            rbac = now;
        }
        return now;
    }

    private static AccessEntry entry(StoredEntry stored) {
        return AccessEntry.builder()
                .cluster(stored.cluster())
                .principal(PrincipalArn.fromEks(stored.principal().toString()))
                .type(EntryType.of(stored.kind().name()))
                .username(stored.username())
                .groups(stored.groups())
                .policies(stored.associations().values().stream()
                        .map(CompiledAccess::association)
                        .toList())
                .build();
    }

    private static PolicyAssociation association(StoredAssociation stored) {
        return PolicyAssociation.of(
                AccessPolicy.of(stored.policyArn()),
                AccessScope.of(stored.scope().type(), stored.scope().namespaces()));
    }
}
