package io.github.accessentries.recovery;

import java.util.Locale;

/**
 * What keeps a principal out of a cluster, or keeps it from what it wants there, in the order in which an attempt meets it. The
 * {@link #id()} of a cause never changes, so tools can rely on it.
 */
public enum LockoutCause {
    /** The cluster is being made or deleted, or has failed. */
    CLUSTER_NOT_ACTIVE,
    /** The API server can be reached only from the cluster's own network. */
    ENDPOINT_PRIVATE,
    /** The API server can be reached only from some addresses. */
    ENDPOINT_RESTRICTED,
    /** The caller is a root user or a federated user, which no access entry can be for. */
    IDENTITY_WITHOUT_ENTRY,
    /** The caller is of another partition than the principal or the cluster. */
    OTHER_PARTITION,
    /** The caller is of another account than the principal. */
    OTHER_ACCOUNT,
    /** The caller is a user and the principal a role, or the other way round. */
    OTHER_KIND,
    /** The caller is a session of another role, or another user. */
    OTHER_PRINCIPAL,
    /** The text is no token that a cluster takes. */
    TOKEN_INVALID,
    /** The token has expired. */
    TOKEN_EXPIRED,
    /** The token is for another cluster, or its session has ended. */
    TOKEN_DENIED,
    /** The token was made for another region than the cluster's. */
    TOKEN_OF_OTHER_REGION,
    /** The platform version of the cluster is older than access entries. */
    PLATFORM_TOO_OLD,
    /** The authentication mode does not count access entries. */
    MODE_WITHOUT_ENTRIES,
    /** The authentication mode is one that this version does not know. */
    MODE_UNKNOWN,
    /** The {@code aws-auth} ConfigMap maps the principal, but the mode does not count it. */
    MODE_WITHOUT_CONFIG_MAP,
    /** The {@code aws-auth} ConfigMap maps the role with its path, which never matches. */
    MAPPING_WITH_PATH,
    /** The principal does not exist in IAM. */
    PRINCIPAL_GONE,
    /** The principal was deleted and made again after its entry. */
    PRINCIPAL_RECREATED,
    /** The entry is for a role of the same name with another path. */
    OTHER_PATH,
    /** Several entries differ only in the path of their role. */
    AMBIGUOUS_ENTRIES,
    /** The entry is for an earlier role of the same permission set of IAM Identity Center, with another suffix. */
    OTHER_SUFFIX,
    /** The principal has no access entry. */
    NO_ENTRY,
    /** The entry is for nodes. */
    NODE_ENTRY,
    /** The entry is of a type that this version does not know. */
    ENTRY_TYPE_UNKNOWN,
    /** The entry hides what the {@code aws-auth} ConfigMap would give. */
    HIDES_AWS_AUTH,
    /** The entry has no policy, no group, and nothing else that gives anything. */
    NOTHING_GRANTED,
    /** No binding gives anything to the groups of the entry. */
    GROUPS_WITHOUT_EFFECT,
    /** The rules of a policy are not published, or something else about its access is not understood. */
    RULES_UNKNOWN,
    /** A policy would allow what is asked, but not in that namespace. */
    SCOPE_TOO_NARROW,
    /** Nothing that the principal has allows what is asked. */
    NOT_ALLOWED,
    /** The entry or a policy changed so lately that the cluster may not know it yet. */
    NOT_PROPAGATED;

    /**
     * The name for tools.
     *
     * @return for example {@code no-entry}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
