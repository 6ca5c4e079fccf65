package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a custom resource definition must be, in Kubernetes' words. */
final class DefinitionCheck {

    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern GROUP =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern PROTECTED = Pattern.compile("(.+\\.)?(k8s|kubernetes)\\.io");
    private static final String NOT_A_LABEL =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-',"
                    + " start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123',"
                    + " regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final String NOT_A_SUBDOMAIN =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used"
                    + " for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String APPROVAL = "api-approved.kubernetes.io";

    private final KubeObject definition;
    private final JsonObject spec;
    private final JsonObject names;
    private final List<Cause> causes = new ArrayList<>();

    private DefinitionCheck(KubeObject definition) {
        this.definition = definition;
        this.spec = Member.object(definition.json(), "spec");
        this.names = Member.object(spec, "names");
    }

    /** What is wrong with a definition that is new, or changed. */
    static List<Cause> check(Optional<KubeObject> before, KubeObject after) {
        DefinitionCheck check = new DefinitionCheck(after);
        check.checkName();
        check.checkGroup();
        check.checkScope();
        check.checkVersions();
        check.checkNames();
        before.ifPresent(check::checkChange);
        check.checkStoredVersions();
        return check.causes;
    }

    private void checkName() {
        String wanted = Member.text(names, "plural") + "." + Member.text(spec, "group");
        if (!definition.name().equals(wanted)) {
            invalid("metadata.name", definition.name(), "must be spec.names.plural+\".\"+spec.group");
        }
    }

    private void checkGroup() {
        String group = Member.text(spec, "group");
        if (group.isEmpty()) {
            causes.add(Cause.required("spec.group", ""));
        } else if (!GROUP.matcher(group).matches()) {
            invalid("spec.group", group, NOT_A_SUBDOMAIN);
        } else if (!group.contains(".")) {
            invalid("spec.group", group, "should be a domain with at least one dot");
        } else if (PROTECTED.matcher(group).matches()
                && Member.text(Member.object(definition.metadata(), "annotations"), APPROVAL)
                        .isEmpty()) {
            causes.add(Cause.required(
                    "metadata.annotations[" + APPROVAL + "]",
                    "protected groups must have approval annotation \"" + APPROVAL
                            + "\", see https://github.com/kubernetes/enhancements/pull/1111"));
        }
    }

    private void checkScope() {
        String scope = Member.text(spec, "scope");
        if (scope.isEmpty()) {
            causes.add(Cause.required("spec.scope", ""));
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            causes.add(Cause.unsupported("spec.scope", quoted(scope), List.of("Cluster", "Namespaced")));
        }
        if (Member.isTrue(spec, "preserveUnknownFields")) {
            causes.add(Cause.invalid(
                    "spec.preserveUnknownFields", "true", "must be false in order to use defaults in the schema"));
        }
    }

    private void checkVersions() {
        List<JsonObject> versions = Member.objects(spec, "versions");
        List<String> versionNames =
                versions.stream().map(version -> Member.text(version, "name")).toList();
        for (int i = 0; i < versions.size(); i++) {
            checkVersion("spec.versions[" + i + "]", versions.get(i));
        }
        JsonElement shown = versions.isEmpty() ? new JsonArray() : spec.get("versions");
        if (versionNames.stream().distinct().count() < versionNames.size()) {
            causes.add(Cause.invalid("spec.versions", shown.toString(), "must contain unique version names"));
        }
        if (versions.stream()
                        .filter(version -> Member.isTrue(version, "storage"))
                        .count()
                != 1) {
            causes.add(Cause.invalid(
                    "spec.versions", shown.toString(), "must have exactly one version marked as storage version"));
        }
    }

    private void checkVersion(String path, JsonObject version) {
        checkLabel(path + ".name", Member.text(version, "name"));
        String schema = path + ".schema.openAPIV3Schema";
        if (Member.object(version, "schema").get("openAPIV3Schema") instanceof JsonObject json) {
            causes.addAll(SchemaRules.check(schema, json));
        } else {
            causes.add(Cause.required(schema, "schemas are required"));
        }
        List<JsonObject> columns = Member.objects(version, "additionalPrinterColumns");
        for (int i = 0; i < columns.size(); i++) {
            checkColumn(path + ".additionalPrinterColumns[" + i + "]", columns.get(i));
        }
    }

    private void checkColumn(String path, JsonObject column) {
        if (Member.text(column, "type").isEmpty()) {
            causes.add(Cause.required(path + ".type", "must be one of boolean,date,integer,number,string"));
        }
        if (Member.text(column, "jsonPath").isEmpty()) {
            causes.add(Cause.required(path + ".jsonPath", ""));
            return;
        }
        try {
            Column.of(column);
        } catch (IllegalArgumentException e) {
            invalid(path + ".jsonPath", Member.text(column, "jsonPath"), "is an invalid expression: " + e.getMessage());
        }
    }

    private void checkNames() {
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            if (Member.text(names, name).isEmpty()) {
                causes.add(Cause.required("spec.names." + name, ""));
            }
        }
        checkLabel("spec.names.plural", Member.text(names, "plural"));
        checkLabel("spec.names.singular", Member.text(names, "singular"));
        for (String name : List.of("kind", "listKind")) {
            String kind = Member.text(names, name);
            if (!kind.isEmpty() && !LABEL.matcher(kind.toLowerCase(Locale.ROOT)).matches()) {
                invalid("spec.names." + name, kind, "may have mixed case, but should otherwise match: " + NOT_A_LABEL);
            }
        }
        String kind = Member.text(names, "kind");
        if (!kind.isEmpty() && kind.equals(Member.text(names, "listKind"))) {
            invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
        }
        for (String list : List.of("shortNames", "categories")) {
            List<String> all = Member.texts(names, list);
            for (int i = 0; i < all.size(); i++) {
                checkLabel("spec.names." + list + "[" + i + "]", all.get(i));
            }
        }
    }

    private void checkLabel(String path, String label) {
        if (!label.isEmpty() && !LABEL.matcher(label).matches()) {
            invalid(path, label, NOT_A_LABEL);
        }
    }

    private void checkChange(KubeObject before) {
        JsonObject old = Member.object(before.json(), "spec");
        JsonObject oldNames = Member.object(old, "names");
        if (CustomDefinition.of(before).isEstablished()) {
            checkStays("spec.scope", Member.text(old, "scope"), Member.text(spec, "scope"));
            checkStays("spec.names.kind", Member.text(oldNames, "kind"), Member.text(names, "kind"));
        }
        checkStays("spec.group", Member.text(old, "group"), Member.text(spec, "group"));
        checkStays("spec.names.plural", Member.text(oldNames, "plural"), Member.text(names, "plural"));
    }

    private void checkStays(String path, String before, String after) {
        if (!before.equals(after)) {
            invalid(path, after, "field is immutable");
        }
    }

    private void checkStoredVersions() {
        List<String> stored = Member.texts(Member.object(definition.json(), "status"), "storedVersions");
        List<String> known = Member.objects(spec, "versions").stream()
                .map(version -> Member.text(version, "name"))
                .toList();
        for (int i = 0; i < stored.size(); i++) {
            if (!known.contains(stored.get(i))) {
                invalid("status.storedVersions[" + i + "]", stored.get(i), "must appear in spec.versions");
            }
        }
    }

    private void invalid(String path, String value, String detail) {
        causes.add(Cause.invalid(path, quoted(value), detail));
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
