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
 * Makes the access entry that is to take the place of a mapping. What a group gives that an entry cannot name is left out
 * here; whether that matters is for the proof to find.
 */
final class MappingTranslator {

    private static final Set<Placeholder> ENTRIES_TAKE = Set.of(Placeholder.SESSION_NAME, Placeholder.SESSION_NAME_RAW);

    private final @Nullable PrincipalDirectory directory;
    private final Set<String> taken;

    /**
     * Makes a translator.
     *
     * @param directory tells the paths of roles, {@code null} if there is none
     * @param taken the keys of principals that have an entry
     */
    MappingTranslator(@Nullable PrincipalDirectory directory, Set<String> taken) {
        this.directory = directory;
        this.taken = taken;
    }

    /**
     * The entry for a mapping.
     *
     * @throws NoEntry if there is to be none, or can be none
     */
    DesiredEntry translate(ArnMapping mapping) throws NoEntry {
        if (MappedArn.isBeyondEntries(mapping.arn())) {
            throw NoEntry.gap("access entries are for roles and users only; let this one in by a role instead");
        }
        MappedArn mapped = MappedArn.of(mapping.arn())
                .orElseThrow(
                        () -> NoEntry.idle("it matches nobody: clusters see the ARN of a role or user as STS tells it,"
                                + " for roles without the path"));
        if (taken.contains(ArnKey.of(mapped.principal()))) {
            throw NoEntry.idle("the principal has an access entry, which goes before it");
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
                    .orElseThrow(() -> NoEntry.idle("IAM knows no such principal, so nobody can come as it"));
        }
        if (mapped.isOfIdentityCenter()) {
            throw NoEntry.gap("the path of this role of IAM Identity Center is not known; look into account "
                    + principal.accountId() + " with a directory");
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
                        "group \"" + group + "\" has a placeholder, which groups of access entries do not take");
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
                        + ", which access entries do not take");
            }
        }
        return username.toString();
    }

    /** What is the same for every session is filled in: entries know fewer placeholders. */
    private static UsernameTemplate filled(String template, PrincipalArn principal) {
        UsernameTemplate filled = UsernameTemplate.of(template).withAccountId(principal.accountId());
        return principal.isRole() ? filled : filled.withSessionName("");
    }
}
