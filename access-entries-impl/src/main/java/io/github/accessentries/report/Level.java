package io.github.accessentries.report;

import java.util.Locale;

/**
 * How much a subject is allowed at one place, in the words that Kubernetes and EKS share. From one level to the next
 * the permissions only grow, apart from {@link #CUSTOM}, which is anything that does not reach {@link #VIEW}.
 *
 * <p>A level is reached if all rules of the access policy of that name are allowed, whatever allows them; the policies
 * are subsets of the roles {@code view}, {@code edit} and {@code admin} of Kubernetes, which reach the same level. What
 * Kubernetes allows every user, such as discovering APIs, is not counted.
 */
public enum Level {

    /** Nothing. */
    NONE,

    /** Something, but not all that a viewer may do. */
    CUSTOM,

    /** All of {@code AmazonEKSViewPolicy}: reads most resources of a namespace, no secrets. */
    VIEW,

    /** All of {@code AmazonEKSEditPolicy}: changes workloads, configuration and secrets. */
    EDIT,

    /** All of {@code AmazonEKSAdminPolicy}: edits, and gives roles to others; also everything in a namespace. */
    ADMIN,

    /** Every verb on every resource of the whole cluster. */
    CLUSTER_ADMIN;

    /**
     * The word for reports.
     *
     * @return for example {@code cluster-admin}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
