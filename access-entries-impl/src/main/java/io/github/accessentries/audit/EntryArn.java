package io.github.accessentries.audit;

import io.github.accessentries.PrincipalArn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an access entry, which tells cluster and principal, but not the path of the principal.
 *
 * @param region the region of the cluster
 * @param account the account of the cluster
 * @param cluster the name of the cluster
 * @param uniqueName the principal as {@link PrincipalArn#uniqueName()} names it
 */
record EntryArn(String region, String account, String cluster, String uniqueName) {

    private static final Pattern FORM =
            Pattern.compile("arn:(?<partition>[^:]*):eks:(?<region>[^:]*):(?<account>[^:]*):"
                    + "access-entry/(?<cluster>[^/]+)/(?<kind>[^/]+)/(?<owner>[^/]+)/(?<name>[^/]+)/(?<id>[^/]+)");

    static Optional<EntryArn> of(String arn) {
        Matcher form = FORM.matcher(arn);
        if (!form.matches()) {
            return Optional.empty();
        }
        String principal = "arn:" + form.group("partition") + ":iam::" + form.group("owner") + ":" + form.group("kind")
                + "/" + form.group("name");
        return Optional.of(new EntryArn(
                form.group("region"),
                form.group("account"),
                form.group("cluster"),
                principal.toLowerCase(Locale.ROOT)));
    }
}
