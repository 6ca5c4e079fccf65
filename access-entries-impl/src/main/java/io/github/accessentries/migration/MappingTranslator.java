package io.github.accessentries.migration;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.UsernameTemplate.Placeholder;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.DirectoryAnswers;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates a mapping into the access entry that replaces it, as far as EKS would accept one. Groups that an entry cannot
 * name are left out here; the proof finds out whether they matter.
 */
final class MappingTranslator {

    private static final Set<Placeholder> ENTRIES_TAKE = Set.of(Placeholder.SESSION_NAME, Placeholder.SESSION_NAME_RAW);

    /** As {@link ArnKey} spells it. */
    private static final String NAME_OF_SERVICE_ROLES = "awsservicerolefor";

    private final @Nullable PrincipalDirectory directory;
    private final Optional<ClusterAccount> account;
    private final MovedGroups moved;

    /**
     * Creates a translator.
     *
     * @param directory looks up the paths of roles, {@code null} if there is none
     * @param account the cluster's account, if it is known
     * @param moved the groups that take the place of those that entries cannot name
     */
    MappingTranslator(@Nullable PrincipalDirectory directory, Optional<ClusterAccount> account, MovedGroups moved) {
        this.moved = moved;
        this.directory = directory;
        this.account = account;
    }

    /**
     * The principal that a mapping matches, with the path of its role as far as the mapping tells it.
     *
     * @throws NoEntry if it matches nobody who can have an entry
     */
    static MappedArn matched(ArnMapping mapping) throws NoEntry {
        if (MappedArn.isBeyondEntries(mapping.arn())) {
            throw NoEntry.gap("access entries are for roles and users only; use a role instead");
        }
        return MappedArn.of(mapping.arn())
                .orElseThrow(() -> NoEntry.idle("it matches no principal: clusters see the ARN of a role or user as STS"
                        + " reports it, for roles without the path"));
    }

    /**
     * The principal that a mapping matches, with its path.
     *
     * @throws NoEntry if nobody can use it, or its path is needed and unknown
     */
    PrincipalArn resolve(MappedArn mapped) throws NoEntry {
        PrincipalArn principal = mapped.principal();
        if (account.filter(own -> !own.partition().equals(principal.partition()))
                .isPresent()) {
            throw NoEntry.idle("it is of partition " + principal.partition()
                    + ", whose principals no cluster of another" + " partition ever sees");
        }
        if (directory != null && directory.covers(principal.accountId())) {
            PrincipalArn known = DirectoryAnswers.find(directory, principal)
                    .map(KnownPrincipal::arn)
                    .orElseThrow(() -> NoEntry.idle("the principal does not exist in IAM, so nobody can use it"
                            + FormerRole.of(mapped, Optional.of(directory)).hint()));
            if (!ArnKey.of(known).equals(ArnKey.of(principal))) {
                throw NoEntry.idle("it matches no principal, because the path of this user is another: " + known);
            }
            return known;
        }
        if (mapped.isOfIdentityCenter()) {
            throw NoEntry.gap("the path of this IAM Identity Center role is unknown; have IAM asked about" + " account "
                    + principal.accountId());
        }
        if (principal.isRole() && ArnKey.of(principal.name()).startsWith(NAME_OF_SERVICE_ROLES)) {
            throw NoEntry.gap(
                    "by its name, the role belongs to an AWS service, and only AWS can make the entry of such a"
                            + " role; use the service's own integration with access entries, or have IAM asked about"
                            + " account " + principal.accountId() + " if this role is your own");
        }
        return principal;
    }

    /**
     * The entry that replaces a mapping.
     *
     * @param mapping the mapping
     * @param principal the principal that it matches, with its path
     * @throws NoEntry if EKS would refuse such an entry
     */
    DesiredEntry translate(ArnMapping mapping, PrincipalArn principal) throws NoEntry {
        if (principal.isServiceLinkedRole()) {
            throw NoEntry.gap("the role belongs to an AWS service, and only AWS can make its entry");
        }
        Optional<NodeKind> nodes = principal.isRole() ? NodeKind.of(principal, mapping) : Optional.empty();
        if (nodes.isPresent() && account.filter(own -> !own.has(principal)).isPresent()) {
            throw NoEntry.gap(
                    "it is a role of nodes in another account than the cluster's, for which EKS accepts no entry of"
                            + " type " + nodes.get().type());
        }
        try {
            return nodes.isPresent()
                    ? DesiredEntry.builder(principal).type(nodes.get().type()).build()
                    : people(principal, mapping);
        } catch (InvalidDesiredAccessException e) {
            throw NoEntry.gap(e.faults().get(0).reason());
        }
    }

    private DesiredEntry people(PrincipalArn principal, ArnMapping mapping) throws NoEntry {
        DesiredEntry.Builder entry = DesiredEntry.builder(principal);
        String username = username(principal, mapping.username());
        if (!username.isEmpty() && !username.equals(EntryRules.generatedUsername(principal))) {
            entry.username(username);
        }
        for (String template : new LinkedHashSet<>(mapping.groups())) {
            UsernameTemplate filled = filled(template, principal);
            String group = filled.text();
            if (!filled.isFixed()) {
                throw NoEntry.gap(
                        "group \"" + filled + "\" has a placeholder, which groups of access entries cannot have");
            }
            if (group.equals(GrantedToMasters.GROUP)) {
                entry.allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
            } else if (!EntryRules.isReserved(group)) {
                entry.groups(group);
            } else {
                moved.inPlaceOf(group).ifPresent(entry::groups);
            }
        }
        return entry.build();
    }

    private static String username(PrincipalArn principal, String template) throws NoEntry {
        UsernameTemplate username = filled(template, principal);
        for (Placeholder placeholder : username.placeholders()) {
            if (!ENTRIES_TAKE.contains(placeholder)) {
                throw NoEntry.gap("user name \"" + username + "\" has the placeholder " + placeholder.text()
                        + ", which access entries do not support");
            }
        }
        return username.text();
    }

    /** Placeholders with the same value for every session are filled in, because entries support fewer placeholders. */
    private static UsernameTemplate filled(String template, PrincipalArn principal) {
        UsernameTemplate filled = UsernameTemplate.of(template).withAccountId(principal.accountId());
        return principal.isRole() ? filled : filled.withSessionName("");
    }
}
