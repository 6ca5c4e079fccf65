package io.github.accessentries.testkit;

/**
 * A behaviour of EKS on which sources disagree. A fake without the variant does what is described here as otherwise; a
 * test that must hold either way runs against both.
 */
public enum Variant {
    /**
     * UpdateAccessEntry keeps the user name or the groups that a request leaves out; otherwise they go back to their
     * defaults, as the maintainers of the Terraform provider have found. Empty members are reset either way.
     */
    KEEP_ABSENT_MEMBERS,
    /**
     * DisassociateAccessPolicy of a policy that the entry does not have does nothing and succeeds; otherwise it is a
     * ResourceNotFoundException.
     */
    PASS_OVER_ABSENT_POLICIES,
    /**
     * The account root, for example {@code arn:aws:iam::111122223333:root}, is refused for the format of its ARN;
     * otherwise it may have an entry of type STANDARD, as public reports and published configurations show. Nobody can
     * call as the root of an account here, so such an entry lets nobody in.
     */
    REFUSE_ACCOUNT_ROOT,
    /**
     * DescribeCluster returns {@code bootstrapClusterCreatorAdminPermissions} as the request gave it; otherwise it never
     * does, as the maintainers of the Terraform provider have found.
     */
    SHOW_BOOTSTRAP_FLAG,
    /**
     * UpdateAccessEntry takes entries of every type, as long as the request names neither a user name nor groups for a
     * type that has its own; otherwise it refuses all types but STANDARD.
     */
    UPDATE_NODE_TYPES
}
