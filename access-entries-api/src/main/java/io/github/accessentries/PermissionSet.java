package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * A permission set of IAM Identity Center in one account: what people are assigned to, and what they know by name.
 *
 * <p>Identity Center makes a role for it in each account where somebody is assigned to it, such as {@code
 * AWSReservedSSO_Admin_0123456789abcdef} below {@code /aws-reserved/sso.amazonaws.com/}. The end of that name is chosen by
 * Identity Center and is another one when the role is made again, so an access entry for the role works no more then. {@link
 * io.github.accessentries.plan.PrincipalDirectory#roleOf} finds the role that stands for a permission set today.
 *
 * <p>Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html">Permission sets, in the Identity Center User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract class PermissionSet {

    /** The beginning of the path of each role that Identity Center makes; some have a region after it. */
    public static final String ROLE_PATH = "/aws-reserved/sso.amazonaws.com/";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,32}");

    /** A name may have underscores itself, so it ends where exactly sixteen digits are left. */
    private static final Pattern ROLE_NAME =
            Pattern.compile("AWSReservedSSO_(?<name>[A-Za-z0-9_+=,.@-]{1,32})_[0-9a-f]{16}");

    private static final String COMMERCIAL = "aws";

    PermissionSet() {}

    /**
     * Starts a permission set of the commercial partition {@code aws}; name and account are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A permission set in an account of the commercial partition {@code aws}; {@link #inPartition} is for the others.
     *
     * @param name its name, as Identity Center shows it
     * @param accountId the twelve digits of the account in which it is used
     * @return the permission set
     * @throws IllegalArgumentException if Identity Center has no such name, or the account is malformed
     */
    public static PermissionSet of(String name, String accountId) {
        return builder().name(name).accountId(accountId).build();
    }

    /**
     * The permission set that a role stands for.
     *
     * @param role a principal with its path
     * @return the permission set; empty if the principal is not a role that Identity Center made for one
     */
    public static Optional<PermissionSet> ofRole(PrincipalArn role) {
        Matcher name = ROLE_NAME.matcher(requireNonNull(role, "role").name());
        return role.isRole() && role.path().startsWith(ROLE_PATH) && name.matches()
                ? Optional.of(builder()
                        .name(name.group("name"))
                        .accountId(role.accountId())
                        .partition(role.partition())
                        .build())
                : Optional.empty();
    }

    /** {@return its name, for example {@code Admin}} */
    public abstract String name();

    /** {@return the twelve digits of the account in which it is used} */
    public abstract String accountId();

    /** {@return the AWS partition of the account, {@code aws} by default} */
    @Value.Default
    public String partition() {
        return COMMERCIAL;
    }

    @Value.Check
    void check() {
        if (!NAME.matcher(name()).matches()) {
            throw new IllegalArgumentException("Permission set " + PlainText.quoted(name())
                    + " cannot be: names have 1 to 32 letters, digits and any of _+=,.@-; use the name that IAM Identity"
                    + " Center shows, without AWSReservedSSO_ and the digits at the end");
        }
        EntryRules.requireAccountId(accountId());
        PrincipalArn.requirePartition(partition());
    }

    /**
     * The permission set of the same name in another partition.
     *
     * @param partition for example {@code aws-us-gov}
     * @return the permission set with that partition
     * @throws IllegalArgumentException if the text cannot be a partition
     */
    public final PermissionSet inPartition(String partition) {
        return builder().from(this).partition(partition).build();
    }

    /**
     * Whether Identity Center made a role for this permission set, now or before.
     *
     * @param role a principal with its path
     * @return {@code true} for each role of the set, whatever the end of its name and the region in its path
     */
    public final boolean has(PrincipalArn role) {
        return ofRole(role).filter(this::equals).isPresent();
    }

    /**
     * The permission set as text.
     *
     * @return for example {@code permission set Admin in account 111122223333}
     */
    @Override
    public final String toString() {
        return "permission set " + name() + " in account " + accountId()
                + (partition().equals(COMMERCIAL) ? "" : " of partition " + partition());
    }

    /** Builds permission sets. Not thread-safe. */
    public static final class Builder extends ImmutablePermissionSet.Builder {
        Builder() {}
    }
}
