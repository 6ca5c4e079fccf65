package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The entries as they will be, change by change. */
final class Forecast {

    private final String cluster;
    private final Map<PrincipalArn, AccessEntry> entries = new TreeMap<>();

    Forecast(String cluster, Collection<AccessEntry> entries) {
        this.cluster = cluster;
        entries.forEach(entry -> this.entries.put(entry.principal(), entry));
    }

    List<AccessEntry> entries() {
        return List.copyOf(entries.values());
    }

    Forecast with(Collection<Change> changes) {
        changes.forEach(this::make);
        return this;
    }

    Forecast without(PrincipalArn principal) {
        entries.remove(principal);
        return this;
    }

    private void make(Change change) {
        if (change instanceof Change.Create create) {
            entries.put(create.principal(), made(create.entry(), false));
        } else if (change instanceof Change.Replace replace) {
            entries.put(replace.principal(), made(replace.after(), true));
        } else if (change instanceof Change.Delete delete) {
            entries.remove(delete.principal());
        } else if (change instanceof Change.Associate associate) {
            scope(associate.principal(), associate.policy(), associate.scope());
        } else if (change instanceof Change.Rescope rescope) {
            scope(rescope.principal(), rescope.policy(), rescope.after());
        } else if (change instanceof Change.Disassociate disassociate) {
            entries.computeIfPresent(
                    disassociate.principal(),
                    (principal, entry) -> without(entry, disassociate.policy()).build());
        } else if (change instanceof Change.Update update) {
            entries.computeIfPresent(
                    update.principal(),
                    (principal, entry) -> AccessEntry.builder()
                            .from(entry)
                            .username(update.username())
                            .groups(update.groups())
                            .build());
        }
    }

    private void scope(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        entries.computeIfPresent(
                principal,
                (key, entry) -> without(entry, policy)
                        .addPolicy(PolicyAssociation.of(policy, scope))
                        .build());
    }

    private static AccessEntry.Builder without(AccessEntry entry, AccessPolicy policy) {
        AccessEntry.Builder builder = AccessEntry.builder();
        return builder.from(entry)
                .policies(entry.policies().stream()
                        .filter(association -> !association.policy().equals(policy))
                        .toList());
    }

    private AccessEntry made(DesiredEntry wanted, boolean withPolicies) {
        AccessEntry.Builder entry = AccessEntry.builder();
        entry.cluster(cluster)
                .principal(wanted.principal())
                .type(wanted.type())
                .username(wanted.username().orElseGet(() -> EntryRules.generatedUsername(wanted.principal())))
                .groups(wanted.groups())
                .tags(wanted.tags());
        if (withPolicies) {
            wanted.policies().forEach((policy, scope) -> entry.addPolicy(PolicyAssociation.of(policy, scope)));
        }
        return entry.build();
    }
}
