package io.github.accessentries.risk;

import org.jspecify.annotations.Nullable;

/** The kinds of risks. The {@link #id()} of a kind never changes, so tools can rely on it. */
public enum RiskKind {

    /** All verbs on all resources: administrators of the cluster or of a namespace. */
    FULL_CONTROL(
            "full-control",
            "gives full control",
            "Use a narrower policy or role, and keep this one for the few who operate the cluster.",
            Severity.HIGH,
            Severity.MEDIUM),

    /** Can add permissions to roles that it does not have itself. */
    ESCALATE(
            "escalate",
            "allows adding permissions to roles without having them",
            "Remove the verb escalate from the rule; users who can change roles are then limited to their own"
                    + " permissions.",
            Severity.HIGH,
            Severity.MEDIUM),

    /** Can bind roles that grant more than it has itself. */
    BIND(
            "bind",
            "allows binding roles without having their permissions",
            "Remove the verb bind from the rule, or list the roles that may be bound in resourceNames.",
            Severity.HIGH,
            Severity.MEDIUM),

    /** Can impersonate other users, groups or service accounts. */
    IMPERSONATE(
            "impersonate",
            "allows impersonating other users, groups or service accounts",
            "List who may be impersonated in resourceNames, or remove the verb impersonate from the rule.",
            Severity.HIGH,
            Severity.MEDIUM),

    /** Can create tokens of service accounts. */
    TOKEN_CREATE(
            "token-create",
            "allows creating tokens of service accounts",
            "Remove create on serviceaccounts/token from the rule, or list the service accounts in resourceNames.",
            Severity.HIGH,
            Severity.MEDIUM),

    /** Can make secrets with tokens of service accounts. */
    TOKEN_SECRET(
            "token-secret",
            "allows creating secrets, of which those with tokens of service accounts can be read",
            "Remove create on secrets from the rule, or keep powerful service accounts out of the namespace.",
            Severity.HIGH,
            Severity.LOW),

    /** Can read secrets, including tokens of service accounts: those of all namespaces, or some by name. */
    SECRETS_READ(
            "secrets-read",
            "allows reading secrets, among them tokens of service accounts",
            "Grant it only in the namespaces that need it, with a RoleBinding or a policy with a namespace scope.",
            Severity.HIGH,
            Severity.INFO),

    /** Can reach the kubelets, which run commands in any pod without another RBAC check. */
    NODE_PROXY(
            "node-proxy",
            "allows reaching kubelets through the API server, bypassing RBAC and the audit log",
            "Remove nodes/proxy from the rule; metrics need only nodes/metrics and nodes/stats.",
            Severity.HIGH,
            null),

    /** Can approve certificates, with which one can become any user. */
    CSR_APPROVE(
            "csr-approve",
            "allows approving certificates, which can be for any user name and groups",
            "Leave approval to the controllers of EKS; remove certificatesigningrequests/approval from the rule.",
            Severity.HIGH,
            null),

    /** Can set up webhooks that see and change every request. */
    WEBHOOK_WRITE(
            "webhook-write",
            "allows setting up webhooks that see and change every write",
            "Limit it to the tools that install webhooks, and list the webhook configurations in resourceNames.",
            Severity.HIGH,
            null),

    /** Can set up policies that change every request. */
    MUTATING_POLICY_WRITE(
            "mutating-policy-write",
            "allows setting up admission policies that change what others write",
            "Limit it to the tools that install admission policies.",
            Severity.HIGH,
            null),

    /** Can set up or take away policies that refuse requests. */
    VALIDATING_POLICY_WRITE(
            "validating-policy-write",
            "allows setting up or taking away admission policies, which others may rely on",
            "Limit it to the tools that install admission policies.",
            Severity.MEDIUM,
            null),

    /** Can put a server of its own in the place of an API group, which then sees the requests of everybody. */
    API_SERVICE_WRITE(
            "api-service-write",
            "allows putting another server in the place of an API group, which then sees all requests for it",
            "Limit it to the tools that install API servers, and list the APIServices in resourceNames.",
            Severity.HIGH,
            null),

    /** Can make volumes of any path of a node. */
    VOLUME_CREATE(
            "volume-create",
            "allows creating volumes, which can be any path of a node",
            "Leave volumes to the drivers that provision them.",
            Severity.HIGH,
            null),

    /** Can change {@code aws-auth}, which can make any principal an administrator unless the cluster is in mode API. */
    AWS_AUTH_WRITE(
            "aws-auth-write",
            "allows changing aws-auth, which can create administrators unless the authentication mode is API",
            "Exclude the ConfigMaps of kube-system, or move the cluster to authentication mode API.",
            Severity.HIGH,
            Severity.HIGH),

    /** Can write objects of which a controller makes access entries or mappings, for any principal. */
    ACCESS_ENTRY_WRITE(
            "access-entry-write",
            "allows writing objects that become access entries, which can make anybody an administrator",
            "Limit it to who may administer the cluster, or take access entries away from the controller.",
            Severity.HIGH,
            Severity.HIGH),

    /** Can run commands in pods or connect to them, with all permissions of the pods. */
    POD_EXEC(
            "pod-exec",
            "allows running commands in pods, attaching to them or forwarding ports",
            "Grant it only where it is needed for troubleshooting, and not in namespaces of system components.",
            Severity.HIGH,
            Severity.LOW),

    /** Can create pods, directly or through a workload, and so use any service account and secret of the namespace. */
    POD_CREATE(
            "pod-create",
            "allows creating pods, which can use any service account and secret of their namespace",
            "Keep powerful service accounts out of namespaces in which many users can create pods.",
            Severity.HIGH,
            Severity.LOW),

    /** Users without credentials can do more than read version, health and API discovery. */
    ANONYMOUS_ACCESS(
            "anonymous-access",
            "is open to users without credentials",
            "Delete system:anonymous and system:unauthenticated from the subjects of the binding.",
            Severity.CRITICAL,
            Severity.CRITICAL),

    /** A bound role has {@code *} for verbs, resources or API groups, so it grows with every new resource. */
    WILDCARD(
            "wildcard",
            "has wildcards, which include everything that is added to the cluster later",
            "List the verbs, resources and API groups that are needed.",
            Severity.MEDIUM,
            Severity.LOW),

    /** What somebody is granted is not known in full: something could not be read, or is of a kind that is too new. */
    INCOMPLETE(
            "incomplete",
            "is not fully known",
            "Correct what could not be read, or update this library; until then, count it as granted.",
            Severity.MEDIUM,
            null),

    /** A principal that can authenticate but has no policy, and no group or user name that a binding names. */
    NO_EFFECT(
            "no-effect",
            "lets a principal in but gives it no permissions",
            "Bind one of its groups, associate a policy, or delete it.",
            Severity.LOW,
            null),

    /** The principal of an entry is not a role or user, so that the entry lets nobody in as far as is known. */
    NOT_A_ROLE_OR_USER(
            "not-a-role-or-user",
            "is for a principal that is not a role or user; it lets nobody in as far as is known",
            "Revoke the entry, and give access to the role or user that needs it.",
            Severity.LOW,
            null),

    /** A group of an entry or mapping that no binding names. */
    GROUP_WITHOUT_BINDING(
            "group-without-binding",
            "is named by no binding",
            "Bind the group, or remove it from the entries; a binding created for it later would silently give them"
                    + " access.",
            Severity.LOW,
            null),

    /** The scope of a policy has a namespace that does not exist, or a pattern that matches none. */
    NAMESPACE_MISSING(
            "namespace-missing",
            "matches no namespace",
            "Correct the scope, or remove the namespace from it; if that namespace is created later, the principal"
                    + " has access to it.",
            Severity.LOW,
            null),

    /** A mapping of {@code aws-auth} whose principal has an access entry, which takes precedence. */
    HIDDEN_MAPPING(
            "hidden-mapping",
            "has no effect, since its principal has an access entry",
            "Delete the mapping, after adding to the entry what it should keep of it.",
            Severity.LOW,
            null),

    /** A mapping of {@code aws-auth} without a user name, so that the audit log cannot tell who it was. */
    NAMELESS_MAPPING(
            "nameless-mapping",
            "has no user name, so that audit logs and reviews cannot tell who it was",
            "Give the mapping a user name, with {{SessionName}} for roles that people assume.",
            Severity.LOW,
            null),

    /** An entry whose principal does not exist in IAM, or only with another path, so that it lets nobody in. */
    PRINCIPAL_GONE(
            "principal-gone",
            "is for a principal that does not exist in IAM",
            "Delete the entry, or make one for the ARN that exists.",
            Severity.LOW,
            null),

    /** An entry whose principal was recreated in IAM after it, so that it lets nobody in although it looks as if it did. */
    DEAD_ENTRY(
            "dead-entry",
            "is for a principal that was deleted and recreated in IAM, and no longer lets it in",
            "Delete the entry, and make it again if whoever can use the new principal is to have its access.",
            Severity.MEDIUM,
            null),

    /** A mapping of {@code aws-auth}, which goes by the name, whose principal does not exist in IAM. */
    MAPPING_OF_NOBODY(
            "mapping-of-nobody",
            "gives its access to whoever creates a principal of this name",
            "Delete the mapping.",
            Severity.MEDIUM,
            null),

    /** The certificate authority of the cluster ends soon, and then nobody trusts its API server. */
    AUTHORITY_ENDS(
            "authority-ends",
            "ends soon, and nobody who trusts it alone will reach the cluster then",
            "Create another certificate authority for the cluster, give it to every client (kubeconfigs, nodes, tools), and"
                    + " activate it then.",
            Severity.HIGH,
            null);

    private final String id;
    private final String effect;
    private final String remedy;
    private final Severity clusterWide;
    private final @Nullable Severity inNamespace;

    RiskKind(String id, String effect, String remedy, Severity clusterWide, @Nullable Severity inNamespace) {
        this.id = id;
        this.effect = effect;
        this.remedy = remedy;
        this.clusterWide = clusterWide;
        this.inNamespace = inNamespace;
    }

    /**
     * The name for tools.
     *
     * @return for example {@code pod-exec}
     */
    public String id() {
        return id;
    }

    /**
     * The effect, as the second half of a sentence that begins with the source.
     *
     * @return for example {@code gives full control}
     */
    public String effect() {
        return effect;
    }

    /**
     * The remedy.
     *
     * @return one or two sentences
     */
    public String remedy() {
        return remedy;
    }

    Severity severity(boolean isClusterWide) {
        return isClusterWide || inNamespace == null ? clusterWide : inNamespace;
    }

    /**
     * The name for tools.
     *
     * @return the same as {@link #id()}
     */
    @Override
    public String toString() {
        return id;
    }
}
