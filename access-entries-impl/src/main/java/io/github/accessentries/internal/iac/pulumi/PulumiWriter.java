package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.document.YamlText;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.LogicalNames;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.internal.iac.manifest.ScopeMembers;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes programs of Pulumi YAML, which {@code pulumi convert} turns into any other language of Pulumi. */
public final class PulumiWriter {

    private final String cluster;
    private final LogicalNames names = new LogicalNames("access-", "[^A-Za-z0-9-]", "-");
    private final Map<String, Object> resources = new LinkedHashMap<>();

    private PulumiWriter(String cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes a program.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the program, and what it cannot express
     */
    public static Rendered write(String cluster, DesiredAccess access) {
        PulumiWriter writer = new PulumiWriter(cluster);
        List<LeftBehind> leftBehind = new ArrayList<>();
        for (DesiredEntry entry : access.entries()) {
            Optional<String> function = entry.tags().keySet().stream()
                    .filter(PulumiExpressions::isFunction)
                    .findFirst();
            if (function.isPresent()) {
                leftBehind.add(new LeftBehind(
                        entry.principal().toString(),
                        "Pulumi would take the tag " + PlainText.quoted(function.get())
                                + " for a function, so the entry is left out; rename it, or manage this entry by"
                                + " other means"));
            } else if (entry.type().equals(EntryType.HYPERPOD_LINUX)) {
                leftBehind.add(new LeftBehind(
                        entry.principal().toString(), "Pulumi's provider does not support type " + entry.type()));
            } else {
                writer.add(entry);
            }
        }
        leftBehind.addAll(BeyondEntries.of("Pulumi", access));
        Map<String, Object> program = new LinkedHashMap<>();
        program.put("name", "access-entries");
        program.put("runtime", "yaml");
        program.put("resources", writer.resources);
        return new Rendered(YamlText.of(program), leftBehind);
    }

    private void add(DesiredEntry entry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("clusterName", literal(cluster));
        properties.put("principalArn", literal(entry.principal().toString()));
        if (!entry.type().equals(EntryType.STANDARD)) {
            properties.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> properties.put("userName", literal(username)));
        if (!entry.allGroups().isEmpty()) {
            properties.put(
                    "kubernetesGroups",
                    entry.allGroups().stream().map(PulumiWriter::literal).toList());
        }
        if (!entry.tags().isEmpty()) {
            Map<String, Object> tags = new LinkedHashMap<>();
            entry.tags().forEach((key, value) -> tags.put(key, literal(value)));
            properties.put("tags", tags);
        }
        String name = names.nameOf(entry.principal());
        resources.put(name, resource("aws:eks:AccessEntry", properties));
        entry.policies().forEach((policy, scope) -> add(name, entry, policy, scope));
    }

    /** The policy takes its entry from there, so that it comes after it. */
    private void add(String name, DesiredEntry entry, AccessPolicy policy, AccessScope scope) {
        String arn = policy.arnIn(entry.principal().partition());
        Map<String, Object> members = new LinkedHashMap<>(ScopeMembers.of(scope));
        members.computeIfPresent(
                "namespaces",
                (key, namespaces) ->
                        scope.namespaces().stream().map(PulumiWriter::literal).toList());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("clusterName", "${" + name + ".clusterName}");
        properties.put("principalArn", "${" + name + ".principalArn}");
        properties.put("policyArn", literal(arn));
        properties.put("accessScope", members);
        // No entry has an underscore in its name.
        String readable = name + "_" + arn.substring(arn.lastIndexOf('/') + 1);
        String free = readable;
        for (int number = 2; resources.containsKey(free); number++) {
            free = readable + "_" + number;
        }
        resources.put(free, resource("aws:eks:AccessPolicyAssociation", properties));
    }

    private static Map<String, Object> resource(String type, Map<String, Object> properties) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type);
        resource.put("properties", properties);
        return resource;
    }

    /** A dollar begins an expression; two of them are one. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
