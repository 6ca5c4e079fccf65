package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * The ARN of an IAM role or user: the kind of principal that an access entry can be for.
 *
 * <p>A role's path is part of its ARN and must be given in full, unlike in the {@code aws-auth} ConfigMap. Role
 * sessions, groups, the account root and everything else that is not a role or user are refused with a message that
 * says what to use instead. Limits are those of IAM: names of up to 64 characters, paths of up to 512.
 *
 * <p>EKS itself may return other principals, such as the account root, or kinds that this version does not know. {@link
 * #fromEks(String)} holds these exactly as they are, so that their entries can be shown and, by name, deleted.
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class PrincipalArn implements Comparable<PrincipalArn> {

    /** The kinds of principals. */
    public enum Kind {
        /** An IAM role. */
        ROLE("role"),
        /** An IAM user. */
        USER("user"),
        /** The root user of an account, for whom EKS accepts entries although they let nobody in. */
        ROOT("root"),
        /** Anything that this version does not know; what it may do on a cluster is unknown. */
        OTHER("other");

        private final String resourceType;

        Kind(String resourceType) {
            this.resourceType = resourceType;
        }

        /**
         * The word for this kind in an ARN.
         *
         * @return {@code role}, {@code user}, {@code root}, or {@code other}, which stands in no ARN
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
     * An ARN as EKS returns it. Unlike {@link #of(String)}, this accepts whatever the service may have stored, so that
     * one unusual entry does not keep all others from being read.
     *
     * @param arn the ARN of any principal, known to this version or not
     * @return the principal; its {@link #kind()} is {@link Kind#ROOT} or {@link Kind#OTHER} if it is not a role or user
     *     as IAM names them
     * @throws IllegalArgumentException if the text is blank
     */
    public static PrincipalArn fromEks(String arn) {
        return PrincipalArnParser.parseLeniently(arn);
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
                partition,
                accountId,
                kind,
                withSlash.substring(0, nameStart),
                withSlash.substring(nameStart),
                text(partition, accountId, kind, withSlash));
    }

    static PrincipalArn asItIs(String partition, String accountId, Kind kind, String name, String arn) {
        return ImmutablePrincipalArn.of(partition, accountId, kind, "/", name, arn);
    }

    private static String text(String partition, String accountId, Kind kind, String pathAndName) {
        return "arn:" + partition + ":iam::" + accountId + ":" + kind.resourceType() + pathAndName;
    }

    /**
     * The AWS partition, for example {@code aws}, {@code aws-cn} or {@code aws-us-gov}.
     *
     * @return the second part of the ARN, empty if this is {@link Kind#OTHER} and has none
     */
    @Value.Parameter
    public abstract String partition();

    /**
     * The account that the principal belongs to.
     *
     * @return twelve digits; of {@link Kind#OTHER} whatever stands in their place, or nothing
     */
    @Value.Parameter
    public abstract String accountId();

    /**
     * What this is the ARN of.
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
     * @return the name; for kinds other than roles and users the last part of the ARN
     */
    @Value.Parameter
    public abstract String name();

    /**
     * The ARN, exactly as EKS knows it.
     *
     * @return the full text, path included
     */
    @Value.Parameter
    public abstract String arn();

    @Value.Check
    void check() {
        if (isRoleOrUser()) {
            checkRoleOrUser();
        }
    }

    private void checkRoleOrUser() {
        requirePartition(partition());
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
                PermissionSet.ROLE_PATH,
                name());
    }

    static void requirePartition(String partition) {
        require(
                PARTITION.matcher(partition).matches(),
                "partition \"%s\" is not the name of an AWS partition; use for example aws, aws-cn or aws-us-gov",
                partition);
    }

    private boolean isSsoRoleWithoutItsPath() {
        return kind() == Kind.ROLE
                && name().startsWith(SSO_ROLE_NAME_PREFIX)
                && !path().startsWith(PermissionSet.ROLE_PATH);
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(PlainText.of(String.format(message, arguments)));
        }
    }

    /**
     * Whether this is a role.
     *
     * @return {@code true} for a role
     */
    public final boolean isRole() {
        return kind() == Kind.ROLE;
    }

    /**
     * Whether this is a role or user. Only these can be given access; the entries of all other principals can be shown
     * and deleted.
     *
     * @return {@code false} for the account root, and for what this version does not know
     */
    public final boolean isRoleOrUser() {
        return isRole() || kind() == Kind.USER;
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
     * @throws IllegalArgumentException if the text cannot be a partition, or this is not a role or user
     */
    public final PrincipalArn inPartition(String partition) {
        requireNonNull(partition, "partition");
        require(isRoleOrUser(), "\"%s\" is not a role or user, so its ARN in another partition is unknown", this);
        return of(partition, accountId(), kind(), path() + name());
    }

    /**
     * The form in which the cluster's authenticator sees this principal. STS never returns the path of a role, so a
     * session of {@code role/team/dev/Admin} is seen as {@code role/Admin}; everything else keeps its ARN.
     *
     * @return the ARN text without the path of a role
     */
    public final String canonical() {
        return isRole() && !path().equals("/") ? withoutPath() : arn();
    }

    /**
     * The form by which IAM tells the principals of an account apart: names are unique in it without regard to path and letter
     * case, so two principals of the same unique name never exist at the same time.
     *
     * @return the ARN without path, in lower case, to be compared, not to be used as an ARN; of kinds other than roles and
     *     users the ARN as it is
     */
    public final String uniqueName() {
        return isRoleOrUser() ? withoutPath().toLowerCase(Locale.ROOT) : arn();
    }

    private String withoutPath() {
        return text(partition(), accountId(), kind(), "/" + name());
    }

    /** Orders by the text of the ARN. */
    @Override
    public final int compareTo(PrincipalArn other) {
        requireNonNull(other, "other");
        return arn().compareTo(other.arn());
    }

    /**
     * The ARN, for people to read.
     *
     * @return the same as {@link #arn()}, with escapes in place of characters that cannot be seen
     */
    @Override
    public final String toString() {
        return isRoleOrUser() ? arn() : PlainText.name(arn());
    }
}
