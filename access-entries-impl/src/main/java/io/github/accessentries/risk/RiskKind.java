package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be risky. The {@link #id()} of a kind never changes, so that tools can go by it. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable, and requests are values
public enum RiskKind {

    /** All verbs on all resources: cluster administrators, and lords of a namespace. */
    FULL_CONTROL(
            "full-control",
            "gives full control",
            "Give a narrower policy or role, and this one only to the few who run the cluster.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("* *.*"),
            List.of("* *.*")),

    /** May put into roles what it may not do itself. */
    ESCALATE(
            "escalate",
            "lets put permissions into roles that one does not have",
            "Take the verb escalate from the rule; who may change roles then stays within what they may do themselves.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("escalate clusterroles.rbac.authorization.k8s.io", "escalate roles.rbac.authorization.k8s.io"),
            List.of("escalate roles.rbac.authorization.k8s.io")),

    /** May bind roles that give more than it may do itself. */
    BIND(
            "bind",
            "lets bind roles that give more than one has",
            "Take the verb bind from the rule, or name in resourceNames the roles that may be bound.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("bind clusterroles.rbac.authorization.k8s.io", "bind roles.rbac.authorization.k8s.io"),
            List.of("bind clusterroles.rbac.authorization.k8s.io", "bind roles.rbac.authorization.k8s.io")),

    /** May act as another user, group or service account. */
    IMPERSONATE(
            "impersonate",
            "lets act as somebody else",
            "Name in resourceNames who may be impersonated, or take the verb impersonate from the rule.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of(
                    "impersonate users",
                    "impersonate groups",
                    "impersonate serviceaccounts",
                    "impersonate uids.authentication.k8s.io"),
            List.of("impersonate serviceaccounts")),

    /** May make tokens of service accounts. */
    TOKEN_CREATE(
            "token-create",
            "lets make tokens of service accounts",
            "Take create on serviceaccounts/token from the rule, or name the service accounts in resourceNames.",
            Severity.HIGH,
            Severity.MEDIUM,
            List.of("create serviceaccounts/token"),
            List.of("create serviceaccounts/token")),

    /** Reads the secrets of all namespaces, tokens of service accounts among them. */
    SECRETS_READ(
            "secrets-read",
            "lets read the secrets of all namespaces",
            "Give it in the namespaces that need it, by a RoleBinding or a policy with namespaces.",
            Severity.HIGH,
            null,
            List.of("get secrets", "list secrets", "watch secrets"),
            List.of()),

    /** Reaches the kubelets, which run commands in any pod without asking RBAC again. */
    NODE_PROXY(
            "node-proxy",
            "lets reach kubelets through the API server, past RBAC and audit log",
            "Take nodes/proxy from the rule; metrics need only nodes/metrics and nodes/stats.",
            Severity.HIGH,
            null,
            List.of("get nodes/proxy", "create nodes/proxy"),
            List.of()),

    /** Approves certificates, by which anybody can become any user. */
    CSR_APPROVE(
            "csr-approve",
            "lets approve certificates, whose names and groups make users",
            "Leave approval to the controllers of EKS; take certificatesigningrequests/approval from the rule.",
            Severity.HIGH,
            null,
            List.of(
                    "update certificatesigningrequests.certificates.k8s.io/approval",
                    "patch certificatesigningrequests.certificates.k8s.io/approval"),
            List.of()),

    /** Sets up webhooks that see and change every request. */
    WEBHOOK_WRITE(
            "webhook-write",
            "lets set up webhooks that see and change all that is written",
            "Leave webhook configurations to whoever installs them; name them in resourceNames.",
            Severity.HIGH,
            null,
            Stream.of("create", "update", "patch")
                    .flatMap(verb -> Stream.of("mutating", "validating")
                            .map(kind -> verb + " " + kind + "webhookconfigurations.admissionregistration.k8s.io"))
                    .toList(),
            List.of()),

    /** Changes {@code aws-auth}, which can make anybody an administrator unless the cluster is in mode API. */
    AWS_AUTH_WRITE(
            "aws-auth-write",
            "lets change aws-auth, which makes administrators unless the authentication mode is API",
            "Keep configmaps of kube-system out of its reach, or move the cluster to authentication mode API.",
            Severity.HIGH,
            Severity.HIGH,
            List.of(),
            List.of()),

    /** Runs commands in pods or talks to them, with all that the pods can do. */
    POD_EXEC(
            "pod-exec",
            "lets run commands in pods, attach to them or forward ports",
            "Give it only where it is needed to look for faults, and not in namespaces of system components.",
            Severity.HIGH,
            Severity.LOW,
            List.of("create pods/exec", "create pods/attach", "create pods/portforward"),
            List.of("create pods/exec", "create pods/attach", "create pods/portforward")),

    /** Makes pods, itself or by a workload, and so may use any service account and secret of the namespace. */
    POD_CREATE(
            "pod-create",
            "lets make pods, which may use any service account and secret of their namespace",
            "Keep strong service accounts out of namespaces in which many may make pods.",
            Severity.LOW,
            Severity.LOW,
            workloads(),
            workloads()),

    /** People without credentials may do more than look at version, health and API discovery. */
    ANONYMOUS_ACCESS(
            "anonymous-access",
            "is open to people without credentials",
            "Delete system:anonymous and system:unauthenticated from the subjects of the binding.",
            Severity.CRITICAL,
            Severity.CRITICAL,
            List.of(),
            List.of()),

    /** A bound role has {@code *} for verbs, resources or API groups, which grows with every new resource. */
    WILDCARD(
            "wildcard",
            "has wildcards, which take in whatever a cluster will have one day",
            "Name the verbs, resources and API groups that are needed.",
            Severity.MEDIUM,
            Severity.LOW,
            List.of(),
            List.of()),

    /** A principal that is let in but has no policy, and no group or user name that a binding names. */
    NO_EFFECT(
            "no-effect",
            "lets somebody in and gives nothing",
            "Bind one of its groups, associate a policy, or delete it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** A group of an entry or mapping that no binding names. */
    GROUP_WITHOUT_BINDING(
            "group-without-binding",
            "is named by no binding",
            "Bind the group, or take it from the entries; whoever makes a binding for it later decides about them unseen.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** The scope of a policy has a namespace that is not there, or a pattern that matches none. */
    NAMESPACE_MISSING(
            "namespace-missing",
            "matches no namespace",
            "Correct the scope, or take the namespace from it; whoever makes that namespace gets the principal with it.",
            Severity.LOW,
            null,
            List.of(),
            List.of()),

    /** A mapping of {@code aws-auth} whose principal has an access entry, which is all that counts. */
    HIDDEN_MAPPING(
            "hidden-mapping",
            "is without effect, since its principal has an access entry",
            "Delete the mapping, after giving the entry what it should have of it.",
            Severity.LOW,
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
     * What is risky, as the second half of a sentence that begins with what does it.
     *
     * @return for example {@code lets act as somebody else}
     */
    public String effect() {
        return effect;
    }

    /**
     * What to do about it.
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
