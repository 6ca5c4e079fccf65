package io.github.accessentries.internal.principal;

import io.github.accessentries.PrincipalArn;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who makes the changes, in the form in which STS tells it: of a role it hides the path.
 *
 * @param canonical the ARN of the user, or of the role without its path
 */
public record CallerArn(String canonical) {

    private static final Pattern SESSION =
            Pattern.compile("arn:(?<partition>[^:]+):sts::(?<account>[^:]+):assumed-role/(?<role>[^/]+)/.+");

    public static CallerArn of(String arn) {
        Matcher session = SESSION.matcher(arn);
        return new CallerArn(
                session.matches()
                        ? "arn:" + session.group("partition") + ":iam::" + session.group("account") + ":role/"
                                + session.group("role")
                        : PrincipalArn.of(arn).canonical());
    }

    /** IAM has no two names in an account that differ only in letter case. */
    public boolean is(PrincipalArn principal) {
        return canonical.equalsIgnoreCase(principal.canonical());
    }
}
