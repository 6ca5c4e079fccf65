package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of risks. The {@link #id()} of a kind never changes, so tools can rely on it. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable, and requests are values
public enum RiskKind {

    /** All verbs on all resources: administrators of the cluster or of a namespace. */
    FULL_CONTROL(
            "full-control",
            "gives full control",
            "Use a narrower policy or role, and keep this one for the few who operate the cluster.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("* *.*"),
            List.of("* *.*")),

    /** Can add permissions to roles that it does not have itself. */
    ESCALATE(
            "escalate",
            "allows adding permissions to roles without having them",
            "Remove the verb escalate from the rule; users who can change roles are then limited to their own"
                    + " permissions.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("escalate clusterroles.rbac.authorization.k8s.io", "escalate roles.rbac.authorization.k8s.io"),
            List.of("escalate roles.rbac.authorization.k8s.io")),

    /** Can bind roles that grant more than it has itself. */
    BIND(
            "bind",
            "allows binding roles without having their permissions",
            "Remove the verb bind from the rule, or list the roles that may be bound in resourceNames.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("bind clusterroles.rbac.authorization.k8s.io", "bind roles.rbac.authorization.k8s.io"),
            List.of("bind clusterroles.rbac.authorization.k8s.io", "bind roles.rbac.authorization.k8s.io")),

    /** Can impersonate other users, groups or service accounts. */
    IMPERSONATE(
            "impersonate",
            "allows impersonating other users, groups or service accounts",
            "List who may be impersonated in resourceNames, or remove the verb impersonate from the rule.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of(
                    "impersonate users",
                    "impersonate groups",
                    "impersonate serviceaccounts",
                    "impersonate uids.authentication.k8s.io"),
            List.of("impersonate serviceaccounts")),

    /** Can create tokens of service accounts. */
    TOKEN_CREATE(
            "token-create",
            "allows creating tokens of service accounts",
            "Remove create on serviceaccounts/token from the rule, or list the service accounts in resourceNames.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("create serviceaccounts/token"),
            List.of("create serviceaccounts/token")),

    /** Can read the secrets of all namespaces, including tokens of service accounts. */
    SECRETS_READ(
            "secrets-read",
            "allows reading the secrets of all namespaces",
            "Grant it only in the namespaces that need it, with a RoleBinding or a policy with a namespace scope.",
            Severity.HIGH,
            null,
            List.of("get secrets", "list secrets", "watch secrets"),
            List.of()),

    /** Can reach the kubelets, which run commands in any pod without another RBAC check. */
    NODE_PROXY(
            "node-proxy",
            "allows reaching kubelets through the API server, bypassing RBAC and the audit log",
            "Remove nodes/proxy from the rule; metrics need only nodes/metrics and nodes/stats.",
            Severity.HIGH,
            null,
            List.of("get nodes/proxy", "create nodes/proxy"),
            List.of()),

    /** Can approve certificates, with which one can become any user. */
    CSR_APPROVE(
            "csr-approve",
            "allows approving certificates, which can be for any user name and groups",
            "Leave approval to the controllers of EKS; remove certificatesigningrequests/approval from the rule.",
            Severity.HIGH,
            null,
            List.of(
                    "update certificatesigningrequests.certificates.k8s.io/approval",
                    "patch certificatesigningrequests.certificates.k8s.io/approval"),
            List.of()),

    /** Can set up webhooks that see and change every request. */
    WEBHOOK_WRITE(
            "webhook-write",
            "allows setting up webhooks that see and change every write",
            "Limit it to the tools that install webhooks, and list the webhook configurations in resourceNames.",
            Severity.HIGH,
            null,
            Stream.of("create", "update", "patch")
                    .flatMap(verb -> Stream.of("mutating", "validating")
                            .map(kind -> verb + " " + kind + "webhookconfigurations.admissionregistration.k8s.io"))
                    .toList(),
            List.of()),

    /** Can change {@code aws-auth}, which can make any principal an administrator unless the cluster is in mode API. */
    AWS_AUTH_WRITE(
            "aws-auth-write",
            "allows changing aws-auth, which can create administrators unless the authentication mode is API",
            "Exclude the ConfigMaps of kube-system, or move the cluster to authentication mode API.",
            Severity.HIGH,
            Severity.HIGH,
            List.of(),
            List.of()),

    /** Can run commands in pods or connect to them, with all permissions of the pods. */
    POD_EXEC(
            "pod-exec",
            "allows running commands in pods, attaching to them or forwarding ports",
            "Grant it only where it is needed for troubleshooting, and not in namespaces of system components.",
            Severity.HIGH,
            Severity.LOW,
            List.of("create pods/exec", "create pods/attach", "create pods/portforward"),
            List.of("create pods/exec", "create pods/attach", "create pods/portforward")),

    /** Can create pods, directly or through a workload, and so use any service account and secret of the namespace. */
    POD_CREATE(
            "pod-create",
            "allows creating pods, which can use any service account and secret of their namespace",
            "Keep powerful service accounts out of namespaces in which many users can create pods.",
            Severity.LOW,
            Severity.LOW,
            workloads(),
            workloads()),

    /** Users without credentials can do more than read version, health and API discovery. */
    ANONYMOUS_ACCESS(
            "anonymous-access",
            "is open to users without credentials",
            "Delete system:anonymous and system:unauthenticated from the subjects of the binding.",
            Severity.CRITICAL,
            Severity.CRITICAL,
            List.of(),
            List.of()),

    /** A bound role has {@code *} for verbs, resources or API groups, so it grows with every new resource. */
    WILDCARD(
            "wildcard",
            "has wildcards, which include everything that is added to the cluster later",
            "List the verbs, resources and API groups that are needed.",
            Severity.MEDIUM,
            Severity.LOW,
            List.of(),
            List.of()),

    /** What somebody is granted is not known in full: something could not be read, or is of a kind that is too new. */
    INCOMPLETE(
            "incomplete",
            "is not fully known",
            "Correct what could not be read, or update this library; until then, count it as granted.",
            Severity.MEDIUM,
            null,
            List.of(),
            List.of()),

    /** A principal that can authenticate but has no policy, and no group or user name that a binding names. */
    NO_EFFECT(
            "no-effect",
            "lets a principal in but gives it no permissions",
            "Bind one of its groups, associate a policy, or delete it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** The principal of an entry is not a role or user, so that the entry lets nobody in as far as is known. */
    NOT_A_ROLE_OR_USER(
            "not-a-role-or-user",
            "is for a principal that is not a role or user; it lets nobody in as far as is known",
            "Revoke the entry, and give access to the role or user that needs it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** A group of an entry or mapping that no binding names. */
    GROUP_WITHOUT_BINDING(
            "group-without-binding",
            "is named by no binding",
            "Bind the group, or remove it from the entries; a binding created for it later would silently give them"
                    + " access.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** The scope of a policy has a namespace that does not exist, or a pattern that matches none. */
    NAMESPACE_MISSING(
            "namespace-missing",
            "matches no namespace",
            "Correct the scope, or remove the namespace from it; if that namespace is created later, the principal"
                    + " has access to it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** A mapping of {@code aws-auth} whose principal has an access entry, which takes precedence. */
    HIDDEN_MAPPING(
            "hidden-mapping",
            "has no effect, since its principal has an access entry",
            "Delete the mapping, after adding to the entry what it should keep of it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** An entry whose principal does not exist in IAM, or only with another path, so that it lets nobody in. */
    PRINCIPAL_GONE(
            "principal-gone",
            "is for a principal that does not exist in IAM",
            "Delete the entry, or make one for the ARN that exists.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** An entry whose principal was recreated in IAM after it, so that it lets nobody in although it looks as if it did. */
    DEAD_ENTRY(
            "dead-entry",
            "is for a principal that was deleted and recreated in IAM, and no longer lets it in",
            "Delete the entry, and make it again if whoever can use the new principal is to have its access.",
            Severity.MEDIUM,
            null,
            List.of(),
            List.of()),

    /** A mapping of {@code aws-auth}, which goes by the name, whose principal does not exist in IAM. */
    MAPPING_OF_NOBODY(
            "mapping-of-nobody",
            "gives its access to whoever creates a principal of this name",
            "Delete the mapping.",
            Severity.MEDIUM,
            null,
            List.of(),
            List.of());

    private final String id;
    private final String effect;
    private final String remedy;
    private final Severity clusterWide;
    private final @Nullable Severity inNamespace;
    private final List<AccessRequest> clusterProbes;
    private final List<AccessRequest> namespaceProbes;

    RiskKind(
            String id,
            String effect,
            String remedy,
            Severity clusterWide,
            @Nullable Severity inNamespace,
            List<String> clusterProbes,
            List<String> namespaceProbes) {
        this.id = id;
        this.effect = effect;
        this.remedy = remedy;
        this.clusterWide = clusterWide;
        this.inNamespace = inNamespace;
        this.clusterProbes = clusterProbes.stream().map(RiskKind::request).toList();
        this.namespaceProbes = namespaceProbes.stream().map(RiskKind::request).toList();
    }

    private static List<String> workloads() {
        return List.of(
                "create pods",
                "create deployments.apps",
                "create daemonsets.apps",
                "create statefulsets.apps",
                "create replicasets.apps",
                "create jobs.batch",
                "create cronjobs.batch",
                "create replicationcontrollers");
    }

    private static AccessRequest request(String words) {
        int blank = words.indexOf(' ');
        return AccessRequest.of(words.substring(0, blank), words.substring(blank + 1));
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

    /** Requests of which one is enough; none for kinds that are found otherwise, or do not come about at such a place. */
    List<AccessRequest> probes(boolean isClusterWide) {
        return isClusterWide ? clusterProbes : namespaceProbes;
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
