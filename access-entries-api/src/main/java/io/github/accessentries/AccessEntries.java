package io.github.accessentries;

import java.util.List;
import java.util.Optional;

/**
 * The access entries of one cluster: grant, review and revoke access to its Kubernetes API.
 *
 * <p>Implementations may be shared by threads. Every method may throw an {@link AccessEntriesException}; the subclasses
 * that a caller can act on are named at the methods. Any of them may also meet {@link AccessDeniedException},
 * {@link ThrottledException}, {@link UnavailableException}, {@link ClusterNotFoundException} or, while the cluster knows
 * only the {@code aws-auth} ConfigMap, {@link AuthenticationModeException}.
 *
 * <p>A change takes several seconds until the cluster itself heeds it, though the next read here shows it at once.
 */
public interface AccessEntries {

    /**
     * The cluster that this is about.
     *
     * @return its name
     */
    String cluster();

    /**
     * Starts a change that gives a principal <em>at least</em> what the grant names. What the entry has beyond it stays:
     * other policies, groups and tags. A policy that is named gets the scope that is named.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    Grant grant(PrincipalArn principal);

    /**
     * Starts a change that gives a principal <em>exactly</em> what the grant names. Policies, groups and tags that are
     * not named are taken away, and a user name that is not named goes back to the one that EKS generates.
     *
     * @param principal the role or user
     * @return a grant that does nothing until {@link Grant#apply()}
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    Grant declare(PrincipalArn principal);

    /**
     * Looks for the entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies, empty if there is none
     */
    Optional<AccessEntry> find(PrincipalArn principal);

    /**
     * The entry of a principal.
     *
     * @param principal the role or user
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    AccessEntry get(PrincipalArn principal);

    /**
     * The principals that have an entry, those of AWS services included. Takes one call per hundred entries.
     *
     * @return the principals in the order in which EKS lists them
     */
    List<PrincipalArn> principals();

    /**
     * All entries with their policies, those of AWS services included. Takes two calls per entry beside the list itself.
     * An entry that disappears meanwhile is left out.
     *
     * @return the entries in the order in which EKS lists them
     */
    List<AccessEntry> list();

    /**
     * Takes away the entry of a principal, and its policies with it.
     *
     * @param principal the role or user
     * @return {@code true} if there was an entry
     * @throws IllegalArgumentException if the principal is a service-linked role, whose entries only AWS may change
     */
    boolean revoke(PrincipalArn principal);

    /**
     * The access policies that EKS offers.
     *
     * @return the policies in the order in which EKS lists them
     */
    List<AccessPolicy> policies();

    /**
     * Where the cluster looks for access. A cluster that is too old to say so uses {@link AuthenticationMode#CONFIG_MAP}.
     *
     * @return the mode
     */
    AuthenticationMode authenticationMode();
}
