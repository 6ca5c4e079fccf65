package io.github.accessentries.testkit.internal.kubernetes.table;

import static io.github.accessentries.testkit.internal.kubernetes.table.Column.AGE;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.CREATED_AT;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.NAME;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.number;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.text;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.wide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of what says who may do what. */
final class AccessColumns {

    private AccessColumns() {}

    /** By group and resource. */
    static Map<String, List<Column>> all() {
        List<Column> roles = List.of(NAME, CREATED_AT);
        return Map.of(
                "serviceaccounts", List.of(NAME, number("Secrets", row -> (long) row.count("secrets")), AGE),
                "roles.rbac.authorization.k8s.io", roles,
                "clusterroles.rbac.authorization.k8s.io", roles,
                "rolebindings.rbac.authorization.k8s.io", bindings(),
                "clusterrolebindings.rbac.authorization.k8s.io", bindings(),
                "certificatesigningrequests.certificates.k8s.io", signingRequests(),
                "mutatingwebhookconfigurations.admissionregistration.k8s.io", webhooks(),
                "validatingwebhookconfigurations.admissionregistration.k8s.io", webhooks(),
                "validatingadmissionpolicies.admissionregistration.k8s.io",
                        List.of(
                                NAME,
                                number("Validations", row -> (long) row.count("spec.validations")),
                                text("ParamKind", AccessColumns::paramKind),
                                AGE),
                "validatingadmissionpolicybindings.admissionregistration.k8s.io",
                        List.of(
                                NAME,
                                text("PolicyName", row -> row.text("spec.policyName")),
                                text("ParamRef", AccessColumns::paramRef),
                                AGE));
    }

    private static List<Column> bindings() {
        return List.of(
                NAME,
                text("Role", row -> row.text("roleRef.kind") + "/" + row.text("roleRef.name")),
                AGE,
                wide("Users", row -> subjects(row, "User")),
                wide("Groups", row -> subjects(row, "Group")),
                wide("ServiceAccounts", row -> subjects(row, "ServiceAccount")));
    }

    private static String subjects(Row binding, String kind) {
        return binding.rows("subjects").stream()
                .filter(subject -> subject.text("kind").equals(kind))
                .map(subject -> kind.equals("ServiceAccount")
                        ? subject.text("namespace") + "/" + subject.text("name")
                        : subject.text("name"))
                .collect(Collectors.joining(", "));
    }

    private static List<Column> webhooks() {
        return List.of(NAME, number("Webhooks", row -> (long) row.count("webhooks")), AGE);
    }

    private static String paramKind(Row policy) {
        return policy.has("spec.paramKind")
                ? policy.text("spec.paramKind.apiVersion") + "/" + policy.text("spec.paramKind.kind")
                : "<unset>";
    }

    private static String paramRef(Row binding) {
        if (!binding.has("spec.paramRef")) {
            return "<unset>";
        }
        String namespace = binding.text("spec.paramRef.namespace", "*");
        String name = binding.text("spec.paramRef.name");
        return namespace + "/" + (name.isEmpty() ? binding.selector("spec.paramRef.selector") : name);
    }

    private static List<Column> signingRequests() {
        return List.of(
                NAME,
                AGE,
                text("SignerName", row -> row.text("spec.signerName", Row.NONE)),
                text("Requestor", row -> row.text("spec.username")),
                text(
                        "RequestedDuration",
                        row -> row.has("spec.expirationSeconds")
                                ? Age.of(Duration.ofSeconds(row.number("spec.expirationSeconds")))
                                : Row.NONE),
                text("Condition", AccessColumns::signed));
    }

    private static String signed(Row request) {
        List<String> conditions = request.rows("status.conditions").stream()
                .map(condition -> condition.text("type"))
                .toList();
        String decision = conditions.contains("Denied")
                ? "Denied"
                : conditions.contains("Approved") ? "Approved" : conditions.contains("Failed") ? "" : "Pending";
        String rest =
                (conditions.contains("Failed") ? ",Failed" : "") + (request.has("status.certificate") ? ",Issued" : "");
        return decision.isEmpty() && !rest.isEmpty() ? rest.substring(1) : decision + rest;
    }
}
