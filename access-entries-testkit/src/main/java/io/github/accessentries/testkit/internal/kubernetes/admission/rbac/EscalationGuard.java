package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.rbac.GoText;
import io.github.accessentries.testkit.internal.kubernetes.rbac.HeldRules;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacJson;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacKind;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RuleCoverage;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps people from giving, by a role or a binding, what they do not have themselves. What they have is counted by RBAC
 * alone; whether they may do it all the same, by the verbs {@code escalate} and {@code bind}, is asked of all authorizers.
 * So on EKS an administrator by access policy may be refused what his policy allows him. Thread-safe.
 */
public final class EscalationGuard {

    private static final String AGGREGATION = "aggregationRule";

    /** What the garbage collector writes, and what every write does. */
    private static final Set<String> OF_THE_COLLECTOR =
            Set.of("ownerReferences", "finalizers", "managedFields", "resourceVersion", "generation");

    private static final List<Rule> EVERYTHING = List.of(
            Rule.builder().addVerbs("*").addApiGroups("*").addResources("*").build(),
            Rule.builder().addVerbs("*").addPaths("*").build());

    private final Supplier<RbacObjects> objects;
    private final Permissions permissions;

    /**
     * Makes the guard of a cluster.
     *
     * @param objects the RBAC objects as they are
     * @param permissions all authorizers
     */
    public EscalationGuard(Supplier<RbacObjects> objects, Permissions permissions) {
        this.objects = objects;
        this.permissions = permissions;
    }

    /**
     * Lets a change through or refuses it.
     *
     * @throws ApiFault if it gives more than its user has
     */
    void check(RbacKind kind, Change change) {
        if (change.user().groups().contains(GrantedToMasters.GROUP) || isOfTheCollector(change)) {
            return;
        }
        if (kind.isRole()) {
            checkRole(change);
        } else {
            checkBinding(kind, change);
        }
    }

    private static boolean isOfTheCollector(Change change) {
        return change.before()
                .filter(before -> rest(before).equals(rest(change.after())))
                .isPresent();
    }

    private static JsonObject rest(KubeObject object) {
        JsonObject copy = object.json().deepCopy();
        if (copy.get("metadata") instanceof JsonObject metadata) {
            OF_THE_COLLECTOR.forEach(metadata::remove);
        }
        return copy;
    }

    private void checkRole(Change change) {
        KubeObject role = change.after();
        AccessRequest escalate = AccessRequest.asReceived()
                .verb("escalate")
                .apiGroup(RbacKind.GROUP)
                .resource(change.type().resource())
                .name(change.before().map(KubeObject::name))
                .namespace(present(role.namespace()))
                .build();
        if (permissions.decide(change.user(), escalate).allowed()) {
            return;
        }
        requireHeld(change, RbacJson.rules(role), role.namespace());
        boolean aggregates = role.json().has(AGGREGATION)
                || change.before()
                        .filter(before -> before.json().has(AGGREGATION))
                        .isPresent();
        if (aggregates && !missing(change.user(), EVERYTHING, "").isEmpty()) {
            throw forbidden(change, "must have cluster-admin privileges to use the aggregationRule");
        }
    }

    private void checkBinding(RbacKind kind, Change change) {
        KubeObject binding = change.after();
        JsonObject roleRef = binding.object("roleRef").orElseGet(JsonObject::new);
        Optional<ResourceType> type = typeOf(kind, RbacJson.text(roleRef, "kind"));
        if (type.isEmpty()) {
            // Its validation refuses it.
            return;
        }
        String name = RbacJson.text(roleRef, "name");
        AccessRequest bind = AccessRequest.asReceived()
                .verb("bind")
                .apiGroup(RbacJson.text(roleRef, "apiGroup"))
                .resource(type.get().resource())
                .name(present(name))
                .namespace(present(binding.namespace()))
                .build();
        if (permissions.decide(change.user(), bind).allowed()) {
            return;
        }
        List<Rule> rules = HeldRules.roleOf(objects.get(), type.get().kind(), name, binding.namespace())
                .orElseThrow(() -> ApiFaults.notFound(type.get(), name))
                .rules();
        requireHeld(change, rules, binding.namespace());
    }

    private static Optional<ResourceType> typeOf(RbacKind binding, String roleKind) {
        boolean known = roleKind.equals("ClusterRole") || (binding.isNamespaced() && roleKind.equals("Role"));
        return known ? BuiltInTypes.get().ofKind(RbacKind.GROUP + "/v1", roleKind) : Optional.empty();
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    private List<Rule> missing(KubernetesUser user, List<Rule> wanted, String namespace) {
        return RuleCoverage.missing(HeldRules.of(objects.get(), user, namespace), wanted);
    }

    private void requireHeld(Change change, List<Rule> wanted, String namespace) {
        KubernetesUser user = change.user();
        List<Rule> missing = missing(user, wanted, namespace);
        if (!missing.isEmpty()) {
            throw forbidden(
                    change,
                    "user " + GoText.quoted(user.username()) + " (groups=" + GoText.quoted(user.groups())
                            + ") is attempting to grant RBAC permissions not currently held:\n"
                            + RuleCoverage.inWords(missing));
        }
    }

    private static ApiFault forbidden(Change change, String why) {
        return ApiFaults.forbidden(
                ApiFaults.QualifiedName.of(change.type()), change.after().name(), why);
    }
}
