package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rights that are more than they look. Immutable. */
final class RightsTable {

    private static final String WRITE = "create update patch";

    /** WebSockets begin with a GET, for which {@code get} was enough until {@code create} was asked as well. */
    private static final KubernetesVersion WEB_SOCKETS_ASK_CREATE = KubernetesVersion.of(1, 35);

    private static final KubernetesVersion CONSTRAINED_IMPERSONATION = KubernetesVersion.of(1, 36);
    private static final KubernetesVersion MUTATING_POLICIES = KubernetesVersion.of(1, 34);

    private static final RightsTable INSTANCE = new RightsTable();

    private final List<TabledRight> rights = new ArrayList<>();

    private RightsTable() {
        both(RiskKind.FULL_CONTROL, "*", "*.*");
        cluster(RiskKind.ESCALATE, "escalate", "clusterroles.rbac.authorization.k8s.io");
        both(RiskKind.ESCALATE, "escalate", "roles.rbac.authorization.k8s.io");
        both(RiskKind.BIND, "bind", "clusterroles.rbac.authorization.k8s.io roles.rbac.authorization.k8s.io");
        cluster(RiskKind.IMPERSONATE, "impersonate", "users groups uids.authentication.k8s.io");
        both(RiskKind.IMPERSONATE, "impersonate", "serviceaccounts");
        impersonateWithConstraints();
        both(RiskKind.TOKEN_CREATE, "create", "serviceaccounts/token");
        both(RiskKind.TOKEN_SECRET, "create", "secrets");
        both(RiskKind.SECRETS_READ, "get list watch", "secrets");
        cluster(RiskKind.NODE_PROXY, "get create", "nodes/proxy");
        cluster(RiskKind.CSR_APPROVE, "update patch", "certificatesigningrequests.certificates.k8s.io/approval");
        intercept();
        cluster(RiskKind.VOLUME_CREATE, "create", "persistentvolumes");
        changeAwsAuth();
        both(
                RiskKind.ACCESS_ENTRY_WRITE,
                WRITE,
                "accessentries.eks.services.k8s.aws"
                        + " accessentries.eks.aws.m.upbound.io accesspolicyassociations.eks.aws.m.upbound.io"
                        + " awsmanagedcontrolplanes.controlplane.cluster.x-k8s.io");
        cluster(
                RiskKind.ACCESS_ENTRY_WRITE,
                WRITE,
                "accessentries.eks.aws.upbound.io accesspolicyassociations.eks.aws.upbound.io"
                        + " iamidentitymappings.iamauthenticator.k8s.aws");
        both(RiskKind.POD_EXEC, "create", "pods/exec pods/attach pods/portforward");
        add(RiskKind.POD_EXEC, true, null, WEB_SOCKETS_ASK_CREATE, "get", "pods/exec pods/attach pods/portforward");
        both(RiskKind.POD_EXEC, "update patch", "pods/ephemeralcontainers");
        both(
                RiskKind.POD_CREATE,
                WRITE,
                "pods deployments.apps daemonsets.apps statefulsets.apps replicasets.apps jobs.batch cronjobs.batch"
                        + " replicationcontrollers");
    }

    /** All lines, in the order of their kinds; of those about one resource the first that a rule has shows it. */
    static List<TabledRight> all() {
        return INSTANCE.rights;
    }

    /** The versions of Kubernetes in which a right is one, beginning with a comma; empty if it is in all. */
    static String condition(RiskyRight right) {
        return condition(right.kind(), right.shownBy());
    }

    /** The same for the right of a kind that a request shows. */
    static String condition(RiskKind kind, AccessRequest shown) {
        return Stream.concat(
                        INSTANCE.rights.stream(),
                        shown.resource().equals("userextras")
                                ? forExtra(shown.subresource().orElse("")).stream()
                                : Stream.empty())
                .filter(tabled -> tabled.kind() == kind && tabled.isShownBy(shown))
                .findFirst()
                .map(TabledRight::condition)
                .orElse("");
    }

    /** The lines for one of the extra attributes of users, each of which is a subresource. */
    static List<TabledRight> forExtra(String key) {
        AccessRequest.Builder request = AccessRequest.asReceived()
                .apiGroup("authentication.k8s.io")
                .resource("userextras")
                .subresource(key);
        return List.of(
                new TabledRight(
                        RiskKind.IMPERSONATE, request.verb("impersonate").build(), false, null, null),
                new TabledRight(
                        RiskKind.IMPERSONATE,
                        request.verb("impersonate:user-info").build(),
                        false,
                        CONSTRAINED_IMPERSONATION,
                        null));
    }

    private void impersonateWithConstraints() {
        String group = ".authentication.k8s.io";
        add(
                RiskKind.IMPERSONATE,
                false,
                CONSTRAINED_IMPERSONATION,
                null,
                "impersonate:user-info",
                "users" + group + " groups" + group + " uids" + group);
        add(
                RiskKind.IMPERSONATE,
                true,
                CONSTRAINED_IMPERSONATION,
                null,
                "impersonate:serviceaccount",
                "serviceaccounts" + group);
        add(
                RiskKind.IMPERSONATE,
                false,
                CONSTRAINED_IMPERSONATION,
                null,
                "impersonate:arbitrary-node impersonate:associated-node",
                "nodes" + group);
    }

    private void intercept() {
        String admission = ".admissionregistration.k8s.io";
        cluster(
                RiskKind.WEBHOOK_WRITE,
                WRITE,
                "mutatingwebhookconfigurations" + admission + " validatingwebhookconfigurations" + admission);
        add(
                RiskKind.MUTATING_POLICY_WRITE,
                false,
                MUTATING_POLICIES,
                null,
                WRITE,
                "mutatingadmissionpolicies" + admission + " mutatingadmissionpolicybindings" + admission);
        cluster(
                RiskKind.VALIDATING_POLICY_WRITE,
                WRITE + " delete",
                "validatingadmissionpolicies" + admission + " validatingadmissionpolicybindings" + admission);
        cluster(RiskKind.API_SERVICE_WRITE, WRITE, "apiservices.apiregistration.k8s.io");
    }

    private void changeAwsAuth() {
        for (String verb : List.of("update", "patch")) {
            AccessRequest request = AccessRequest.of(verb, "configmaps")
                    .inNamespace(KnownCluster.KUBE_SYSTEM)
                    .named("aws-auth");
            rights.add(new TabledRight(RiskKind.AWS_AUTH_WRITE, request, true, null, null));
        }
    }

    private void both(RiskKind kind, String verbs, String resources) {
        add(kind, true, null, null, verbs, resources);
    }

    private void cluster(RiskKind kind, String verbs, String resources) {
        add(kind, false, null, null, verbs, resources);
    }

    private void add(
            RiskKind kind,
            boolean inNamespaces,
            @Nullable KubernetesVersion from,
            @Nullable KubernetesVersion before,
            String verbs,
            String resources) {
        for (String resource : resources.split(" ", -1)) {
            for (String verb : verbs.split(" ", -1)) {
                rights.add(new TabledRight(kind, AccessRequest.of(verb, resource), inNamespaces, from, before));
            }
        }
    }
}
