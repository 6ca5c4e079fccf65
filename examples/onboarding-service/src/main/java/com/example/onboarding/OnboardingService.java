package com.example.onboarding;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;

/**
 * Gives each team access to its own namespaces, and to nothing else. Each call may be repeated. Whose a role is, is looked at before
 * the grant, so no two instances may onboard different teams with one role at the same time. Thread-safe.
 */
public final class OnboardingService {

    private static final String OWNER = "owner";

    private final AccessEntries cluster;
    private final String account;

    /**
     * A service for one cluster.
     *
     * @param cluster an interface, so that it can be decorated
     * @param account the one account whose roles get access
     */
    public OnboardingService(AccessEntries cluster, String account) {
        this.cluster = cluster;
        this.account = account;
    }

    /**
     * Lets the developers of a team edit in its namespaces.
     *
     * @return the entry as it is now
     * @throws RefusedException if the role is not one of ours, or has an entry that is somebody else's
     */
    public AccessEntry onboard(Team team) {
        requireOurs(team);
        return cluster.grant(team.developers())
                .allow(AccessPolicy.EDIT)
                .inNamespaces(team.name(), team.name() + "-*")
                .groups("team:" + team.name()) // for rights of the team's own, by RBAC
                .tag(OWNER, team.name())
                .apply();
    }

    /**
     * Takes away all access of a team's developers.
     *
     * @return whether they had any
     * @throws RefusedException as above
     */
    public boolean offboard(Team team) {
        requireOurs(team);
        return cluster.revoke(team.developers());
    }

    private void requireOurs(Team team) {
        PrincipalArn role = team.developers();
        if (!role.isRole() || !role.accountId().equals(account)) {
            throw new RefusedException(role + " is no role of account " + account + "; make one for the team there");
        }
        cluster.find(role)
                .filter(entry -> !team.name().equals(entry.tags().get(OWNER)))
                .ifPresent(entry -> {
                    throw new RefusedException(role + " has an access entry that does not belong to team " + team.name()
                            + "; ask its owner, or choose another role");
                });
    }
}
