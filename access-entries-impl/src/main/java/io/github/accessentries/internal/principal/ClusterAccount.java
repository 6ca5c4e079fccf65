package io.github.accessentries.internal.principal;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import java.util.Collection;
import java.util.Optional;

/**
 * The account in which a cluster is.
 *
 * @param partition its partition, for example {@code aws}
 * @param accountId twelve digits
 */
public record ClusterAccount(String partition, String accountId) {

    private static final int SECTIONS = 6;

    /**
     * Reads the account from the ARN of something that EKS keeps in it.
     *
     * @param arn the ARN of a cluster or of an access entry
     * @return the account, empty if the text is no ARN of EKS
     */
    public static Optional<ClusterAccount> ofArn(String arn) {
        String[] sections = arn.split(":", SECTIONS);
        return sections.length == SECTIONS
                        && sections[0].equals("arn")
                        && sections[2].equals("eks")
                        && EntryRules.isAccountId(sections[4])
                ? Optional.of(new ClusterAccount(sections[1], sections[4]))
                : Optional.empty();
    }

    /**
     * Reads the account from the entries of a cluster.
     *
     * @param entries entries of one cluster
     * @return the account, empty if no entry has an ARN that tells it
     */
    public static Optional<ClusterAccount> of(Collection<AccessEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.arn().stream())
                .flatMap(arn -> ofArn(arn).stream())
                .findFirst();
    }

    /**
     * Whether a principal belongs to this account.
     *
     * @param principal the role or user
     * @return {@code true} if partition and account are the same
     */
    public boolean has(PrincipalArn principal) {
        return principal.partition().equals(partition) && principal.accountId().equals(accountId);
    }
}
