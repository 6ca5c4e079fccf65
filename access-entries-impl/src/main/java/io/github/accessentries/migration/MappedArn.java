package io.github.accessentries.migration;

import io.github.accessentries.PrincipalArn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a mapping that can match: clusters compare it without letter case with what STS says, and STS tells no path of
 * a role.
 *
 * @param principal the principal; a role of IAM Identity Center has a path here that need not be its own
 * @param pathIsKnown whether it is certain that the path is that of the principal in IAM
 */
record MappedArn(PrincipalArn principal, boolean pathIsKnown) {

    private static final Pattern PRINCIPAL = Pattern.compile(
            "(?<start>arn:aws[a-z-]*:iam::\\d{12}:(?<kind>role|user)/)(?<path>.+/)?(?<name>[^/]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_PRINCIPAL_OF_ENTRIES = Pattern.compile(
            "arn:aws[a-z-]*:(iam::\\d{12}:root|sts::\\d{12}:federated-user/.+)", Pattern.CASE_INSENSITIVE);

    private static final String SSO_NAME = "AWSReservedSSO_";
    private static final String SSO_PATH = "aws-reserved/sso.amazonaws.com/";

    /**
     * Reads the ARN of a mapping.
     *
     * @return empty if it can match nobody
     */
    static Optional<MappedArn> of(String arn) {
        Matcher parts = PRINCIPAL.matcher(arn);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean role = parts.group("kind").equalsIgnoreCase("role");
        if (role && parts.group("path") != null) {
            return Optional.empty();
        }
        String name = parts.group("name");
        String path = parts.group("path") == null ? "" : parts.group("path");
        boolean sso = role && name.startsWith(SSO_NAME);
        try {
            return Optional.of(new MappedArn(
                    PrincipalArn.of(parts.group("start").toLowerCase(Locale.ROOT) + (sso ? SSO_PATH : path) + name),
                    !role));
        } catch (IllegalArgumentException nobodyCanHaveIt) {
            return Optional.empty();
        }
    }

    /** Whether an ARN can match somebody for whom there are no access entries: the root user, a federated user. */
    static boolean isBeyondEntries(String arn) {
        return NO_PRINCIPAL_OF_ENTRIES.matcher(arn).matches();
    }

    boolean isOfIdentityCenter() {
        return principal.path().startsWith("/" + SSO_PATH);
    }
}
