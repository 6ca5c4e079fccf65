package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes roles and bindings for files of desired access.
 *
 * @param literal makes a text one in which nothing is taken for a variable
 */
record ObjectsWriter(UnaryOperator<String> literal) {

    void write(List<RbacObject> objects, Map<String, Object> file) {
        put(
                file,
                "roles",
                objects.stream()
                        .filter(RbacRole.class::isInstance)
                        .map(role -> role((RbacRole) role))
                        .toList());
        put(
                file,
                "bindings",
                objects.stream()
                        .filter(RbacBinding.class::isInstance)
                        .map(binding -> binding((RbacBinding) binding))
                        .toList());
    }

    private Map<String, Object> role(RbacRole role) {
        Map<String, Object> members = named(role);
        members.put("rules", rules(role.rules()));
        return members;
    }

    /** Rules in the words of Kubernetes. */
    List<Map<String, Object>> rules(List<Rule> rules) {
        return rules.stream().map(this::rule).toList();
    }

    private Map<String, Object> rule(Rule rule) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "apiGroups", literals(rule.apiGroups()));
        put(members, "resources", literals(rule.resources()));
        put(members, "resourceNames", literals(rule.resourceNames()));
        put(members, "nonResourceURLs", literals(rule.paths()));
        put(members, "verbs", literals(rule.verbs()));
        return members;
    }

    private Map<String, Object> binding(RbacBinding binding) {
        Map<String, Object> members = named(binding);
        members.put(
                binding.roleKind().equals(RbacBinding.ROLE) ? "role" : "clusterRole", literal.apply(binding.role()));
        put(members, "groups", subjects(binding, RbacSubject.GROUP));
        put(members, "users", subjects(binding, RbacSubject.USER));
        put(members, "serviceAccounts", subjects(binding, RbacSubject.SERVICE_ACCOUNT));
        return members;
    }

    private Map<String, Object> named(RbacObject object) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", literal.apply(object.name()));
        if (object.namespace() != null) {
            members.put("namespace", object.namespace());
        }
        return members;
    }

    /** A service account without a namespace is one of the binding's own. */
    private List<String> subjects(RbacBinding binding, String kind) {
        return binding.subjects().stream()
                .filter(subject -> subject.kind().equals(kind))
                .map(subject -> kind.equals(RbacSubject.SERVICE_ACCOUNT)
                        ? (subject.namespace() == null ? binding.namespace() : subject.namespace()) + "/"
                                + literal.apply(subject.name())
                        : literal.apply(subject.name()))
                .toList();
    }

    private List<String> literals(List<String> texts) {
        return texts.stream().map(literal).toList();
    }

    private static void put(Map<String, Object> members, String name, List<?> values) {
        if (!values.isEmpty()) {
            members.put(name, values);
        }
    }
}
