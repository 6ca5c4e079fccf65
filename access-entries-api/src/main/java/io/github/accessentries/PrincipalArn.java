package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.HashedOnce;
import java.util.Locale;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * The ARN of an IAM role or user: the kind of principal that an access entry can be for.
 *
 * <p>A role's path is part of its ARN and must be given in full, unlike in the {@code aws-auth} ConfigMap. Role
 * sessions, groups, the account root and everything else that is not a role or user are refused with a message that
 * says what to use instead.
 *
 * <p>Limits are those of IAM: names of up to 64 characters, paths of up to 512.
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class PrincipalArn implements Comparable<PrincipalArn> {

    /** The kinds of IAM principals that can have access entries. */
    public enum Kind {
        /** An IAM role. */
        ROLE("role"),
        /** An IAM user. */
        USER("user");

        private final String resourceType;

        Kind(String resourceType) {
            this.resourceType = resourceType;
        }

        /**
         * The word for this kind in an ARN.
         *
         * @return {@code role} or {@code user}
         */
        public String resourceType() {
            return resourceType;
        }
    }

    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_PATH_LENGTH = 512;
    private static final Pattern PARTITION = Pattern.compile("aws(-[a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/([\\x21-\\x7E]+/)?");
    private static final String SSO_ROLE_NAME_PREFIX = "AWSReservedSSO_";
    private static final String SSO_ROLE_PATH = "/aws-reserved/sso.amazonaws.com/";
    private static final String SERVICE_LINKED_ROLE_PATH = "/aws-service-role/";

    PrincipalArn() {}

    /**
     * Reads an ARN such as {@code arn:aws:iam::111122223333:role/team/dev/Admin}.
     *
     * @param arn the full ARN of a role or user, in any partition
     * @return the principal
     * @throws IllegalArgumentException if the text is not the ARN of a role or user; the message says what to use
     */
    public static PrincipalArn of(String arn) {
        return PrincipalArnParser.parse(arn);
    }

    /**
     * A role of the commercial partition {@code aws}; see {@link #inPartition(String)} for the others.
     *
     * @param accountId the twelve digits of the role's account
     * @param nameWithPath the role's name, after its path if it has one, for example {@code dev} or {@code team/dev}
     * @return the principal
     * @throws IllegalArgumentException if the account or the name is malformed
     */
    public static PrincipalArn role(String accountId, String nameWithPath) {
        return of("aws", accountId, Kind.ROLE, nameWithPath);
    }

    /**
     * A user of the commercial partition {@code aws}; see {@link #inPartition(String)} for the others.
     *
     * @param accountId the twelve digits of the user's account
     * @param nameWithPath the user's name, after its path if it has one, for example {@code ana} or {@code ops/ana}
     * @return the principal
     * @throws IllegalArgumentException if the account or the name is malformed
     */
    public static PrincipalArn user(String accountId, String nameWithPath) {
        return of("aws", accountId, Kind.USER, nameWithPath);
    }

    static PrincipalArn of(String partition, String accountId, Kind kind, String nameWithPath) {
        requireNonNull(nameWithPath, "nameWithPath");
        String withSlash = nameWithPath.startsWith("/") ? nameWithPath : "/" + nameWithPath;
        int nameStart = withSlash.lastIndexOf('/') + 1;
        return ImmutablePrincipalArn.of(
                partition, accountId, kind, withSlash.substring(0, nameStart), withSlash.substring(nameStart));
    }

    /**
     * The AWS partition, for example {@code aws}, {@code aws-cn} or {@code aws-us-gov}.
     *
     * @return the second part of the ARN
     */
    @Value.Parameter
    public abstract String partition();

    /**
     * The account that the principal belongs to.
     *
     * @return twelve digits
     */
    @Value.Parameter
    public abstract String accountId();

    /**
     * Whether this is a role or a user.
     *
     * @return the kind
     */
    @Value.Parameter
    public abstract Kind kind();

    /**
     * The IAM path.
     *
     * @return {@code /} if the principal has no path, else a text that begins and ends with a slash
     */
    @Value.Parameter
    public abstract String path();

    /**
     * The plain name, without the path.
     *
     * @return the name
     */
    @Value.Parameter
    public abstract String name();

    @Value.Check
    void check() {
        require(
                PARTITION.matcher(partition()).matches(),
                "partition \"%s\" is not the name of an AWS partition; use for example aws, aws-cn or aws-us-gov",
                partition());
        EntryRules.requireAccountId(accountId());
        require(
                NAME.matcher(name()).matches(),
                "%s name \"%s\" is not an IAM name; letters, digits and _+=,.@- are allowed",
                kind().resourceType(),
                name());
        require(
                name().length() <= MAX_NAME_LENGTH,
                "%s name \"%s\" is longer than IAM's limit of %d characters",
                kind().resourceType(),
                name(),
                MAX_NAME_LENGTH);
        require(
                PATH.matcher(path()).matches(),
                "path \"%s\" is not an IAM path; printable ASCII without blanks is allowed between two slashes",
                path());
        require(
                path().length() <= MAX_PATH_LENGTH,
                "path \"%s\" is longer than IAM's limit of %d characters",
                path(),
                MAX_PATH_LENGTH);
        require(
                !isSsoRoleWithoutItsPath(),
                "role \"%s\" was created by IAM Identity Center and has a path under %s; give its full ARN, as `aws"
                        + " iam get-role --role-name %s` prints it",
                name(),
                SSO_ROLE_PATH,
                name());
    }

    private boolean isSsoRoleWithoutItsPath() {
        return kind() == Kind.ROLE && name().startsWith(SSO_ROLE_NAME_PREFIX) && !path().startsWith(SSO_ROLE_PATH);
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(message, arguments));
        }
    }

    /**
     * Whether this is a role.
     *
     * @return {@code true} for a role, {@code false} for a user
     */
    public final boolean isRole() {
        return kind() == Kind.ROLE;
    }

    /**
     * Whether an AWS service owns this role. EKS does not let customers change the entries of such roles, although
     * lists include them.
     *
     * @return {@code true} for a role under {@code /aws-service-role/}
     */
    public final boolean isServiceLinkedRole() {
        return isRole() && path().startsWith(SERVICE_LINKED_ROLE_PATH);
    }

    /**
     * The same principal in another partition.
     *
     * @param partition for example {@code aws-cn}
     * @return the principal with that partition
     * @throws IllegalArgumentException if the text cannot be a partition
     */
    public final PrincipalArn inPartition(String partition) {
        return ImmutablePrincipalArn.of(partition, accountId(), kind(), path(), name());
    }

    /**
     * The form in which the cluster's authenticator sees this principal. STS never returns the path of a role, so a
     * session of {@code role/team/dev/Admin} is seen as {@code role/Admin}; a user keeps its path.
     *
     * @return the ARN text without the path of a role
     */
    public final String canonical() {
        return isRole() && !path().equals("/") ? text("/") : toString();
    }

    /**
     * The form by which IAM tells the principals of an account apart: names are unique in it without regard to path and letter
     * case, so two principals of the same unique name never exist at the same time.
     *
     * @return the ARN without path, in lower case; to be compared, not to be used as an ARN
     */
    public final String uniqueName() {
        return text("/").toLowerCase(Locale.ROOT);
    }

    private String text(String path) {
        return "arn:" + partition() + ":iam::" + accountId() + ":" + kind().resourceType() + path + name();
    }

    /** The full text, kept because it is compared and looked up often. */
    @Value.Lazy
    String text() {
        return text(path());
    }

    /** Orders by the text of the ARN. */
    @Override
    public final int compareTo(PrincipalArn other) {
        requireNonNull(other, "other");
        return text().compareTo(other.text());
    }

    /**
     * The ARN.
     *
     * @return the full text, path included
     */
    @Override
    public final String toString() {
        return text();
    }
}
