package io.github.accessentries.testkit.internal.service.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of an IAM role or user, as IAM takes it: names of up to 64 characters, paths of up to 512; or that of an
 * account's root.
 *
 * @param partition for example {@code aws}
 * @param account twelve digits
 * @param kind {@code role} or {@code user}
 * @param path {@code /}, or a path that begins and ends with a slash
 * @param name the name without the path; {@code root} for an account's root
 */
public record IamArn(String partition, String account, Kind kind, String path, String name) {

    /** What the ARN names. */
    public enum Kind {
        /** A role. */
        ROLE("role", "AROA"),
        /** A user. */
        USER("user", "AIDA"),
        /** A whole account: the one principal without a name of its own, whose unique id is that of the account. */
        ROOT("root", "");

        private final String resourceType;
        private final String idPrefix;

        Kind(String resourceType, String idPrefix) {
            this.resourceType = resourceType;
            this.idPrefix = idPrefix;
        }

        String idPrefix() {
            return idPrefix;
        }

        /** What precedes the path in an ARN. */
        public String resourceType() {
            return resourceType;
        }
    }

    private static final Pattern FORM = Pattern.compile("arn:(aws(?:-[a-z0-9]+)*):iam::([0-9]{12}):"
            + "(role|user)(/(?:[\\x21-\\x7E]{1,510}/)?)([A-Za-z0-9_+=,.@-]{1,64})");
    private static final Pattern ROOT =
            Pattern.compile("arn:(?<partition>aws(?:-[a-z0-9]+)*):iam::(?<account>[0-9]{12}):root");
    private static final String SERVICE_LINKED_PATH = "/aws-service-role/";
    private static final String SSO_PATH = "/aws-reserved/sso.amazonaws.com/";
    private static final String SSO_NAME_PREFIX = "AWSReservedSSO_";

    /**
     * Reads the ARN of a role or user.
     *
     * @param text any text
     * @return the ARN, empty if the text is anything else: a session, a group, the account root, or no ARN at all
     */
    public static Optional<IamArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new IamArn(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3).equals(Kind.ROLE.resourceType()) ? Kind.ROLE : Kind.USER,
                matcher.group(4),
                matcher.group(5)));
    }

    /** Reads the ARN of a role, a user or the root of an account. */
    public static Optional<IamArn> parseWithRoot(String text) {
        return parse(text).or(() -> root(text));
    }

    private static Optional<IamArn> root(String text) {
        Matcher matcher = ROOT.matcher(text);
        return matcher.matches()
                ? Optional.of(new IamArn(matcher.group("partition"), matcher.group("account"), Kind.ROOT, "/", "root"))
                : Optional.empty();
    }

    /**
     * Whether this is a role.
     *
     * @return {@code false} for a user
     */
    public boolean isRole() {
        return kind == Kind.ROLE;
    }

    /** As {@code aws-auth} names a role. */
    public IamArn withoutPath() {
        return new IamArn(partition, account, kind, "/", name);
    }

    /** Whether this is a role that only an AWS service can have made. */
    public boolean isServiceLinkedRole() {
        return isRole() && path.startsWith(SERVICE_LINKED_PATH);
    }

    /** Roles of Identity Center live under a path of their own; without it there is no such role. */
    boolean canExist() {
        return !isRole() || !name.startsWith(SSO_NAME_PREFIX) || path.startsWith(SSO_PATH);
    }

    /** The ARN that STS gives a session of this role: without the path. */
    public String sessionArn(String sessionName) {
        return "arn:" + partition + ":sts::" + account + ":assumed-role/" + name + "/" + sessionName;
    }

    /** Written out, as is {@link #hashCode()}: the generated ones cost a fresh JVM much of its first answer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IamArn that
                && name.equals(that.name)
                && path.equals(that.path)
                && kind == that.kind
                && account.equals(that.account)
                && partition.equals(that.partition);
    }

    @Override
    public int hashCode() {
        return 31 * account.hashCode() + name.hashCode();
    }

    /**
     * The ARN.
     *
     * @return the full text, path included
     */
    @Override
    public String toString() {
        String resource = kind == Kind.ROOT ? name : kind.resourceType() + path + name;
        return "arn:" + partition + ":iam::" + account + ":" + resource;
    }
}
