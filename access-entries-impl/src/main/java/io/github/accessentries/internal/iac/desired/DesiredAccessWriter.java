package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes files of {@link DesiredAccessFile}. */
public final class DesiredAccessWriter {

    private DesiredAccessWriter() {}

    /**
     * Writes a file.
     *
     * @param access the state
     * @return the file's text, in YAML
     */
    public static String write(DesiredAccess access) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("version", Integer.valueOf(DesiredAccessReader.VERSION));
        file.put("ownership", ownership(access.ownership()));
        if (access.deadEntries() != DeadEntryHandling.LEAVE) {
            file.put("deadEntries", access.deadEntries().id());
        }
        Map<String, Object> custom = new TreeMap<>();
        access.entries()
                .forEach(entry -> entry.customPolicies()
                        .keySet()
                        .forEach(policy -> custom.put(
                                policy.name(),
                                CustomPolicies.written(policy, new ObjectsWriter(DesiredAccessWriter::literal)))));
        if (!custom.isEmpty()) {
            file.put("policies", custom);
        }
        file.put(
                "entries",
                access.entries().stream().map(DesiredAccessWriter::entry).toList());
        new ObjectsWriter(DesiredAccessWriter::literal).write(access.objects(), file);
        return YamlText.of(file);
    }

    private static Object ownership(Ownership ownership) {
        if (ownership instanceof Ownership.Tagged tagged) {
            Map<String, Object> tag = new LinkedHashMap<>();
            tag.put("tag", tagged.key());
            tag.put("value", tagged.value());
            return tag;
        }
        return ownership.equals(Ownership.ALL) ? "all" : "only-listed";
    }

    private static Map<String, Object> entry(DesiredEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("principal", literal(entry.principal().toString()));
        if (!entry.type().equals(EntryType.STANDARD)) {
            members.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> members.put("username", literal(username)));
        if (!entry.groups().isEmpty()) {
            members.put(
                    "groups",
                    entry.groups().stream().map(DesiredAccessWriter::literal).toList());
        }
        List<Object> policies = new ArrayList<>();
        entry.policies().forEach((policy, scope) -> policies.add(association(policy.id(), scope)));
        entry.customPolicies().forEach((policy, scope) -> policies.add(association(policy.name(), scope)));
        if (!policies.isEmpty()) {
            members.put("policies", policies);
        }
        if (!entry.tags().isEmpty()) {
            Map<String, String> tags = new TreeMap<>();
            entry.tags().forEach((key, value) -> tags.put(key, literal(value)));
            members.put("tags", tags);
        }
        return members;
    }

    private static Map<String, Object> association(String policy, AccessScope scope) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("policy", policy);
        if (scope.isClusterWide()) {
            members.put("scope", scope.type());
        } else {
            members.put("namespaces", scope.namespaces());
        }
        return members;
    }

    /** A text in which nothing is taken for a variable. */
    private static String literal(String text) {
        return text.replace("${", "$${");
    }
}
