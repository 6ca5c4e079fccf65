package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.rbac.GoText;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacJson;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is wrong with a role or binding beyond its metadata, in the order and the words of kube-apiserver. For one object.
 */
final class RbacValidation {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST_SUBDOMAIN = 253;

    private final RbacKind kind;
    private final KubeObject object;
    private final List<Cause> causes = new ArrayList<>();

    RbacValidation(RbacKind kind, KubeObject object) {
        this.kind = kind;
        this.object = object;
    }

    /**
     * Finds what is wrong.
     *
     * @param before the object as it is stored, empty for a new one
     */
    List<Cause> causes(Optional<KubeObject> before) {
        if (kind.isRole()) {
            role();
        } else {
            binding();
            before.ifPresent(this::sameRole);
        }
        return causes;
    }

    /** RBAC takes whatever can stand in a path, colons included. */
    private void pathSegment(String field, String name) {
        if (name.equals(".") || name.equals("..")) {
            invalid(field, name, "may not be '" + name + "'");
        }
        if (name.contains("/")) {
            invalid(field, name, "may not contain '/'");
        }
        if (name.contains("%")) {
            invalid(field, name, "may not contain '%'");
        }
    }

    private void invalid(String field, String text, String why) {
        causes.add(Cause.invalid(field, GoText.quoted(text), why));
    }

    private void role() {
        if (object.json().get("aggregationRule") instanceof JsonObject aggregation
                && RbacJson.objects(aggregation.get("clusterRoleSelectors")).isEmpty()) {
            causes.add(Cause.required(
                    "aggregationRule.clusterRoleSelectors",
                    "at least one clusterRoleSelector required if aggregationRule is non-nil"));
        }
        int number = 0;
        for (JsonObject rule : RbacJson.objects(object.json().get("rules"))) {
            rule(rule, "rules[" + number + "].");
            number++;
        }
    }

    private void rule(JsonObject rule, String place) {
        if (RbacJson.texts(rule, "verbs").isEmpty()) {
            causes.add(Cause.required(place + "verbs", "verbs must contain at least one value"));
        }
        List<String> paths = RbacJson.texts(rule, "nonResourceURLs");
        List<String> groups = RbacJson.texts(rule, "apiGroups");
        List<String> resources = RbacJson.texts(rule, "resources");
        List<String> names = RbacJson.texts(rule, "resourceNames");
        if (!paths.isEmpty()) {
            String value = paths.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
            if (kind.isNamespaced()) {
                causes.add(Cause.invalid(
                        place + "nonResourceURLs", value, "namespaced rules cannot apply to non-resource URLs"));
            }
            if (!groups.isEmpty() || !resources.isEmpty() || !names.isEmpty()) {
                causes.add(Cause.invalid(
                        place + "nonResourceURLs",
                        value,
                        "rules cannot apply to both regular resources and non-resource URLs"));
            }
            return;
        }
        if (groups.isEmpty()) {
            causes.add(Cause.required(place + "apiGroups", "resource rules must supply at least one api group"));
        }
        if (resources.isEmpty()) {
            causes.add(Cause.required(place + "resources", "resource rules must supply at least one resource"));
        }
        if (!names.isEmpty() && resources.size() > 1) {
            causes.add(Cause.required(place + "resourceNames", "resource names cannot apply to multiple resources"));
        }
    }

    private void binding() {
        JsonObject roleRef = object.object("roleRef").orElseGet(JsonObject::new);
        oneOf("roleRef.apiGroup", RbacJson.text(roleRef, "apiGroup"), List.of(RbacKind.GROUP));
        oneOf(
                "roleRef.kind",
                RbacJson.text(roleRef, "kind"),
                kind.isNamespaced() ? List.of("Role", "ClusterRole") : List.of("ClusterRole"));
        String role = RbacJson.text(roleRef, "name");
        if (role.isEmpty()) {
            causes.add(Cause.required("roleRef.name", ""));
        } else {
            pathSegment("roleRef.name", role);
        }
        int number = 0;
        for (JsonObject subject : RbacJson.objects(object.json().get("subjects"))) {
            subject(subject, "subjects[" + number + "].");
            number++;
        }
    }

    private void oneOf(String field, String value, List<String> supported) {
        if (!supported.contains(value)) {
            causes.add(Cause.unsupported(field, GoText.quoted(value), supported));
        }
    }

    private void subject(JsonObject subject, String place) {
        String name = RbacJson.text(subject, "name");
        if (name.isEmpty()) {
            causes.add(Cause.required(place + "name", ""));
        }
        switch (RbacJson.text(subject, "kind")) {
            case "ServiceAccount" -> account(subject, name, place);
            case "User" -> person(subject, name, "user", place);
            case "Group" -> person(subject, name, "group", place);
            default ->
                oneOf(place + "kind", RbacJson.text(subject, "kind"), List.of("ServiceAccount", "User", "Group"));
        }
    }

    private void account(JsonObject subject, String name, String place) {
        if (!name.isEmpty()
                && (name.length() > LONGEST_SUBDOMAIN
                        || !SUBDOMAIN.matcher(name).matches())) {
            invalid(
                    place + "name",
                    name,
                    name.length() > LONGEST_SUBDOMAIN
                            ? "must be no more than 253 bytes"
                            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
                                    + " '.', and must start and end with an alphanumeric character (e.g."
                                    + " 'example.com', regex used for validation is '" + SUBDOMAIN.pattern() + "')");
        }
        oneOf(place + "apiGroup", RbacJson.text(subject, "apiGroup"), List.of(""));
        if (!kind.isNamespaced() && RbacJson.text(subject, "namespace").isEmpty()) {
            causes.add(Cause.required(place + "namespace", ""));
        }
    }

    private void person(JsonObject subject, String name, String what, String place) {
        if (name.isEmpty()) {
            invalid(place + "name", name, what + " name cannot be empty");
        }
        oneOf(place + "apiGroup", RbacJson.text(subject, "apiGroup"), List.of(RbacKind.GROUP));
    }

    private void sameRole(KubeObject before) {
        JsonObject now = object.object("roleRef").orElseGet(JsonObject::new);
        JsonObject then = before.object("roleRef").orElseGet(JsonObject::new);
        if (!now.equals(then)) {
            causes.add(Cause.invalid(
                    "roleRef",
                    "rbac.RoleRef{APIGroup:" + GoText.quoted(RbacJson.text(now, "apiGroup")) + ", Kind:"
                            + GoText.quoted(RbacJson.text(now, "kind")) + ", Name:"
                            + GoText.quoted(RbacJson.text(now, "name")) + "}",
                    "cannot change roleRef"));
        }
    }
}
