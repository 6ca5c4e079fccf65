package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.HashedOnce;
import io.github.accessentries.internal.text.PlainText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * An EKS access policy: a set of Kubernetes permissions that AWS maintains, named like {@code AmazonEKSEditPolicy}.
 *
 * <p>The set of policies is open. The constants are the general-purpose policies; any other name is accepted, so that
 * policies that this version does not know can be read, associated and disassociated. Only EKS knows whether one
 * exists.
 *
 * <p>The ARN of a policy differs only by partition, so a policy is identified by its name, and {@link #arnIn(String)}
 * gives the ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html">The permissions of access policies, in the EKS User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
@HashedOnce
public abstract class AccessPolicy implements Comparable<AccessPolicy> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern EKS_ARN =
            Pattern.compile("arn:aws[a-z0-9-]*:eks:(?<owner>[a-z0-9-]*:[a-z0-9]*):cluster-access-policy/(?<name>.*)");
    private static final String OWNED_BY_AWS = ":aws";

    /** Every resource and every non-resource URL: the whole cluster. */
    public static final AccessPolicy CLUSTER_ADMIN = of("AmazonEKSClusterAdminPolicy");
    /** For the owners of namespaces: all of {@link #EDIT}, and Roles and RoleBindings. */
    public static final AccessPolicy ADMIN = of("AmazonEKSAdminPolicy");
    /** Reads every resource of every API group, secrets included. */
    public static final AccessPolicy ADMIN_VIEW = of("AmazonEKSAdminViewPolicy");
    /** Changes workloads, secrets and configuration, but no RBAC objects. */
    public static final AccessPolicy EDIT = of("AmazonEKSEditPolicy");
    /** Reads most namespaced resources; not secrets. */
    public static final AccessPolicy VIEW = of("AmazonEKSViewPolicy");
    /** Reads secrets. */
    public static final AccessPolicy SECRET_READER = of("AmazonEKSSecretReaderPolicy");
    /** Every verb on secrets, and nothing else. */
    public static final AccessPolicy SECRET_ADMIN = of("AmazonEKSSecretAdminPolicy");
    /** The permissions of EKS Auto Mode nodes; for entries of type {@link EntryType#EC2}. */
    public static final AccessPolicy AUTO_NODE = of("AmazonEKSAutoNodePolicy");

    AccessPolicy() {}

    /**
     * A policy by its name or its ARN.
     *
     * @param nameOrArn for example {@code AmazonEKSEditPolicy} or
     *     {@code arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy}
     * @return the policy; the ARN of an AWS policy gives the same policy as its name
     * @throws IllegalArgumentException if the text is neither, for example the ARN of an IAM policy
     */
    public static AccessPolicy of(String nameOrArn) {
        requireNonNull(nameOrArn, "nameOrArn");
        if (!nameOrArn.startsWith("arn:")) {
            return ImmutableAccessPolicy.of(requireName(nameOrArn, nameOrArn));
        }
        Matcher arn = EKS_ARN.matcher(nameOrArn);
        if (!arn.matches()) {
            throw new IllegalArgumentException(
                    PlainText.quoted(nameOrArn) + " is not the ARN of an EKS access policy; those look like"
                            + " arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy, and IAM policies cannot"
                            + " be used");
        }
        String name = requireName(arn.group("name"), nameOrArn);
        return ImmutableAccessPolicy.of(arn.group("owner").equals(OWNED_BY_AWS) ? name : nameOrArn);
    }

    /**
     * A policy as EKS returns it. Unlike {@link #of(String)}, this accepts ARNs of any form, so that an entry with an
     * unknown kind of policy can be read.
     *
     * @param arn the ARN of a policy
     * @return the policy, known or not
     * @throws IllegalArgumentException if the text is blank
     */
    public static AccessPolicy fromEks(String arn) {
        requireNonNull(arn, "arn");
        if (arn.isBlank()) {
            throw new IllegalArgumentException("The ARN of an access policy is blank");
        }
        try {
            return of(arn);
        } catch (IllegalArgumentException unknownForm) {
            return ImmutableAccessPolicy.of(arn);
        }
    }

    private static String requireName(String name, String given) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    PlainText.quoted(given) + " is not the name of an access policy; names look like"
                            + " AmazonEKSViewPolicy: letters, digits, - and _");
        }
        return name;
    }

    /**
     * The policy as it is, for programs; {@link #toString()} is for people.
     *
     * @return the name of an AWS policy, or the whole text of any other, which cannot be derived from its name
     */
    @Value.Parameter
    public abstract String id();

    /**
     * The name, for example {@code AmazonEKSEditPolicy}.
     *
     * @return the last part of the ARN
     */
    public final String name() {
        return id().substring(id().lastIndexOf('/') + 1);
    }

    /**
     * The ARN of this policy in a partition.
     *
     * @param partition the cluster's partition, for example {@code aws}; the principals of its entries have the same
     * @return the ARN
     */
    public final String arnIn(String partition) {
        requireNonNull(partition, "partition");
        return NAME.matcher(id()).matches() ? "arn:" + partition + ":eks::aws:cluster-access-policy/" + id() : id();
    }

    /** Orders by name. */
    @Override
    public final int compareTo(AccessPolicy other) {
        requireNonNull(other, "other");
        return id().compareTo(other.id());
    }

    /**
     * The name.
     *
     * @return the name, or the ARN of a policy that is not an AWS policy, with escapes in place of characters that cannot
     *     be seen
     */
    @Override
    public final String toString() {
        return PlainText.name(id());
    }
}
