package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.PrincipalArn.Kind;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.wire.message.EksActions;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The roles and users of all accounts. As in the real IAM, names are unique within an account: while
 * {@code role/team/dev} exists, {@code role/dev} cannot.
 *
 * <p>Thread-safe.
 */
public final class FakeIam {

    private final Iam iam;
    private final RoleOperations roles;
    private final Clock clock;
    private final RegionOfAccount home;

    FakeIam(Iam iam, RoleOperations roles, Clock clock, RegionOfAccount home) {
        this.iam = iam;
        this.roles = roles;
        this.clock = clock;
        this.home = home;
    }

    /**
     * A role of the fake's own account, created if it does not exist.
     *
     * @param nameWithPath the role's name, after its path if it has one, for example {@code dev} or {@code team/dev}
     * @return the role
     * @throws IllegalArgumentException if it cannot exist in IAM
     */
    public FakePrincipal role(String nameWithPath) {
        requireNonNull(nameWithPath, "nameWithPath");
        return own(Kind.ROLE, nameWithPath);
    }

    /**
     * A user of the fake's own account, created if it does not exist.
     *
     * @param nameWithPath the user's name, after its path if it has one, for example {@code ana} or {@code ops/ana}
     * @return the user
     * @throws IllegalArgumentException if it cannot exist in IAM
     */
    public FakePrincipal user(String nameWithPath) {
        requireNonNull(nameWithPath, "nameWithPath");
        return own(Kind.USER, nameWithPath);
    }

    private FakePrincipal own(Kind kind, String nameWithPath) {
        PrincipalArn arn = kind == Kind.ROLE
                ? PrincipalArn.role(home.account(), nameWithPath)
                : PrincipalArn.user(home.account(), nameWithPath);
        return principal(arn.inPartition(home.partition()));
    }

    /**
     * A role or user of any account in any partition, created if it does not exist.
     *
     * @param arn its ARN
     * @return the principal
     * @throws IllegalArgumentException if it cannot exist in IAM, typically because its name is taken under another
     *     path
     */
    public FakePrincipal principal(PrincipalArn arn) {
        requireNonNull(arn, "arn");
        return new FakePrincipal(iam, roles, clock, iam.register(serviceArn(arn)));
    }

    /**
     * The role of a permission set of IAM Identity Center in the fake's own account, created if there is none: below {@code
     * /aws-reserved/sso.amazonaws.com/}, with the region in its path and with an end of its name that nobody chose, as in AWS.
     *
     * @param name the name of the permission set, for example {@code Admin}
     * @return the role
     * @throws IllegalArgumentException if Identity Center has no such name
     */
    public FakePrincipal permissionSet(String name) {
        return sso(requireNonNull(name, "name"), iam.identityCenter()::role);
    }

    /**
     * Makes the role of a permission set again, as Identity Center does when its last assignment to the account went and one
     * came back: the former role is gone, and the name of the new one has another end.
     *
     * @param name the name of the permission set
     * @return the new role
     * @throws IllegalArgumentException if Identity Center has no such name
     */
    public FakePrincipal reprovisionPermissionSet(String name) {
        return sso(requireNonNull(name, "name"), iam.identityCenter()::newRole);
    }

    private FakePrincipal sso(String name, BiFunction<RegionOfAccount, String, StoredPrincipal> role) {
        PermissionSet set = PermissionSet.of(name, home.account());
        return new FakePrincipal(iam, roles, clock, role.apply(home, set.name()));
    }

    /**
     * Deletes a role or user and its credentials. Access entries for it stay but no longer let anybody in: a principal
     * recreated under the same ARN has another unique id.
     *
     * @param arn its ARN
     * @return {@code true} if it existed
     */
    public boolean delete(PrincipalArn arn) {
        requireNonNull(arn, "arn");
        return iam.delete(serviceArn(arn));
    }

    /**
     * Denies actions to a principal and all its sessions from now on: EKS answers AccessDeniedException. Everything
     * else is allowed.
     *
     * @param principal the role or user, which need not exist yet
     * @param actions actions of EKS, for example {@code eks:CreateAccessEntry}, or {@code eks:*} for all of them
     * @throws IllegalArgumentException if there are no such actions, or none are given
     */
    public void deny(PrincipalArn principal, String... actions) {
        requireNonNull(principal, "principal");
        requireNonNull(actions, "actions");
        for (String each : actions) {
            requireNonNull(each, "actions element");
        }
        iam.denials().add(serviceArn(principal), EksActions.toDeny(principal.toString(), List.of(actions)));
    }

    /** Lifts all denials: everybody may do everything again. */
    public void allowAll() {
        iam.denials().clear();
    }

    private static IamArn serviceArn(PrincipalArn arn) {
        return IamArn.parse(arn.toString())
                .orElseThrow(() -> new IllegalArgumentException(arn + " is longer than IAM allows"));
    }
}
