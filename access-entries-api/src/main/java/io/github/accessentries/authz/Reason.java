package io.github.accessentries.authz;

/** One ground on which a request is allowed. */
public sealed interface Reason permits GrantedByBinding, GrantedByCustomPolicy, GrantedByPolicy, GrantedToMasters {

    /**
     * The ground in the words of a cluster's audit log.
     *
     * @return one sentence
     */
    String text();

    /**
     * The ground in a few words, for people: who has it, and by what. Names from outside are made plain.
     *
     * @return for example {@code AmazonEKSEditPolicy in team-a*}, {@code group ops by ClusterRoleBinding ops-view}, {@code group
     *     ops by RoleBinding ops-edit in team-a} or {@code group system:masters}
     */
    String summary();
}
