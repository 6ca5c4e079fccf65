package io.github.accessentries.migration;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.UsernameTemplate.Placeholder;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates a mapping into the access entry that replaces it. Groups that an entry cannot name are left out here; the
 * proof finds out whether they matter.
 */
final class MappingTranslator {

    private static final Set<Placeholder> ENTRIES_TAKE = Set.of(Placeholder.SESSION_NAME, Placeholder.SESSION_NAME_RAW);

    private final @Nullable PrincipalDirectory directory;
    private final Set<String> taken;

    /**
     * Creates a translator.
     *
     * @param directory looks up the paths of roles, {@code null} if there is none
     * @param taken the keys of principals that already have an entry
     */
    MappingTranslator(@Nullable PrincipalDirectory directory, Set<String> taken) {
        this.directory = directory;
        this.taken = taken;
    }

    /**
     * The entry for a mapping.
     *
     * @throws NoEntry if no entry is needed or possible
     */
    DesiredEntry translate(ArnMapping mapping) throws NoEntry {
        if (MappedArn.isBeyondEntries(mapping.arn())) {
            throw NoEntry.gap("access entries are for roles and users only; use a role instead");
        }
        MappedArn mapped = MappedArn.of(mapping.arn())
                .orElseThrow(() -> NoEntry.idle("it matches no principal: clusters see the ARN of a role or user as STS"
                        + " reports it, for roles without the path"));
        if (taken.contains(ArnKey.of(mapped.principal()))) {
            throw NoEntry.idle("the principal already has an access entry, which takes precedence");
        }
        PrincipalArn principal = resolve(mapped);
        if (principal.isServiceLinkedRole()) {
            throw NoEntry.gap("the role belongs to an AWS service, and only AWS can make its entry");
        }
        Optional<NodeKind> nodes = principal.isRole() ? NodeKind.of(principal, mapping) : Optional.empty();
        try {
            return nodes.isPresent()
                    ? DesiredEntry.builder(principal).type(nodes.get().type()).build()
                    : people(principal, mapping);
        } catch (InvalidDesiredAccessException e) {
            throw NoEntry.gap(e.faults().get(0).reason());
        }
    }

    private PrincipalArn resolve(MappedArn mapped) throws NoEntry {
        PrincipalArn principal = mapped.principal();
        if (directory != null && directory.covers(principal.accountId())) {
            return directory
                    .find(principal)
                    .map(KnownPrincipal::arn)
                    .orElseThrow(() -> NoEntry.idle("the principal does not exist in IAM, so nobody can use it"));
        }
        if (mapped.isOfIdentityCenter()) {
            throw NoEntry.gap("the path of this IAM Identity Center role is unknown; give a directory that covers"
                    + " account " + principal.accountId());
        }
        return principal;
    }

    private static DesiredEntry people(PrincipalArn principal, ArnMapping mapping) throws NoEntry {
        DesiredEntry.Builder entry = DesiredEntry.builder(principal);
        String username = username(principal, mapping.username());
        if (!username.isEmpty() && !username.equals(EntryRules.generatedUsername(principal))) {
            entry.username(username);
        }
        for (String template : mapping.groups()) {
            UsernameTemplate filled = filled(template, principal);
            String group = filled.toString();
            if (!filled.isFixed()) {
                throw NoEntry.gap(
                        "group \"" + group + "\" has a placeholder, which groups of access entries cannot have");
            }
            if (group.equals(GrantedToMasters.GROUP)) {
                entry.allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
            } else if (!EntryRules.isReserved(group)) {
                entry.groups(group);
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
        return username.toString();
    }

    /** Placeholders with the same value for every session are filled in, because entries support fewer placeholders. */
    private static UsernameTemplate filled(String template, PrincipalArn principal) {
        UsernameTemplate filled = UsernameTemplate.of(template).withAccountId(principal.accountId());
        return principal.isRole() ? filled : filled.withSessionName("");
    }
}
