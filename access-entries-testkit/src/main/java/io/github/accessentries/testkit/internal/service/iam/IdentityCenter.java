package io.github.accessentries.testkit.internal.service.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The roles that IAM Identity Center makes for permission sets. The end of their names is the same in each run, and another
 * each time that a role is made again. Thread-safe.
 */
public final class IdentityCenter {

    private static final String PATH = "/aws-reserved/sso.amazonaws.com/";
    private static final String PREFIX = "AWSReservedSSO_";
    private static final int ENDING = 16;

    /** Roles of an Identity Center there have no region in their path. */
    private static final String FIRST_REGION = "us-east-1";

    private final Iam iam;
    /** How many roles each permission set of an account had. */
    private final Map<String, Integer> made = new HashMap<>();

    IdentityCenter(Iam iam) {
        this.iam = iam;
    }

    /**
     * The role of a permission set, made if there is none.
     *
     * @param where the account, and the region of Identity Center
     * @param permissionSet the name of the permission set
     * @return the role
     */
    public synchronized StoredPrincipal role(RegionOfAccount where, String permissionSet) {
        return roles(where, permissionSet).stream().findFirst().orElseGet(() -> make(where, permissionSet));
    }

    /** Deletes the role of a permission set and makes another, as when the last assignment goes and one comes back. */
    public synchronized StoredPrincipal newRole(RegionOfAccount where, String permissionSet) {
        roles(where, permissionSet).forEach(role -> iam.delete(role.arn()));
        return make(where, permissionSet);
    }

    private List<StoredPrincipal> roles(RegionOfAccount where, String permissionSet) {
        String start = PREFIX + permissionSet + "_";
        return iam.roles(where.partition(), where.account()).stream()
                .filter(role -> role.arn().path().startsWith(PATH))
                .filter(role ->
                        role.arn().name().startsWith(start) && role.arn().name().length() == start.length() + ENDING)
                .toList();
    }

    private StoredPrincipal make(RegionOfAccount where, String permissionSet) {
        String name = where.partition() + ":" + where.account() + ":" + permissionSet;
        int number = made.merge(name, 1, Integer::sum);
        String ending = UUID.nameUUIDFromBytes((name + ":" + number).getBytes(UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, ENDING);
        String region = where.region().equals(FIRST_REGION) ? "" : where.region() + "/";
        return iam.register(new IamArn(
                where.partition(),
                where.account(),
                IamArn.Kind.ROLE,
                PATH + region,
                PREFIX + permissionSet + "_" + ending));
    }

    synchronized void clear() {
        made.clear();
    }
}
