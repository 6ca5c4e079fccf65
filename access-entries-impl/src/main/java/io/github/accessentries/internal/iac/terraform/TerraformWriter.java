package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.JsonText;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.LogicalNames;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes Terraform's JSON syntax, and beside it the blocks with which Terraform takes over what a cluster has already. They are in a
 * file of their own, since Terraform refuses to import what is not there.
 */
public final class TerraformWriter {

    private static final String IMPORTS = "imports.tf.json";

    private final String cluster;
    private final Map<String, Object> entries = new LinkedHashMap<>();
    private final Map<String, Object> associations = new LinkedHashMap<>();
    private final List<Map<String, String>> imports = new ArrayList<>();
    private final List<LeftBehind> leftBehind = new ArrayList<>();
    private final LogicalNames names = new LogicalNames("", "[^A-Za-z0-9_-]", "_");

    private TerraformWriter(String cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes a document.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the document, and what it cannot express
     */
    public static Rendered write(String cluster, DesiredAccess access) {
        return new TerraformWriter(cluster).write(access);
    }

    private Rendered write(DesiredAccess access) {
        access.entries().forEach(this::add);
        leftBehind.addAll(BeyondEntries.of("Terraform", access));
        Map<String, Object> resources = new LinkedHashMap<>();
        if (!entries.isEmpty()) {
            resources.put(Resource.ENTRY, entries);
        }
        if (!associations.isEmpty()) {
            resources.put(Resource.ASSOCIATION, associations);
        }
        // Terraform takes no "resource" without any, and this reader no document without anything.
        Map<String, Object> document = Map.of(resources.isEmpty() ? "terraform" : "resource", resources);
        return new Rendered(
                JsonText.of(document),
                imports.isEmpty() ? Map.of() : Map.of(IMPORTS, JsonText.of(Map.of("import", imports))),
                leftBehind);
    }

    private void add(DesiredEntry entry) {
        if (entry.type().equals(EntryType.HYPERPOD_LINUX)) {
            leftBehind.add(
                    new LeftBehind(entry.principal().toString(), "Terraform does not support type " + entry.type()));
            return;
        }
        String resource = named(names.nameOf(entry.principal()), entries);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("cluster_name", cluster);
        arguments.put("principal_arn", literal(entry.principal().toString()));
        if (!entry.type().equals(EntryType.STANDARD)) {
            arguments.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> arguments.put("user_name", literal(username)));
        if (!entry.type().isForNodes()) {
            arguments.put(
                    "kubernetes_groups",
                    entry.allGroups().stream().map(TerraformWriter::literal).toList());
        }
        if (!entry.tags().isEmpty()) {
            Map<String, Object> tags = new LinkedHashMap<>();
            entry.tags().forEach((key, value) -> tags.put(literal(key), literal(value)));
            arguments.put("tags", tags);
        }
        entries.put(resource, arguments);
        takeOver(Resource.ENTRY + "." + resource, cluster + ":" + entry.principal());
        entry.policies().forEach((policy, scope) -> {
            Map<String, Object> association = new LinkedHashMap<>();
            String reference = "${" + Resource.ENTRY + "." + resource;
            association.put("cluster_name", reference + ".cluster_name}");
            association.put("principal_arn", reference + ".principal_arn}");
            String arn = policy.arnIn(entry.principal().partition());
            association.put("policy_arn", arn);
            association.put("access_scope", scope(scope));
            String name = named(resource + "_" + policy.name(), associations);
            associations.put(name, association);
            takeOver(
                    Resource.ASSOCIATION + "." + name,
                    String.join("#", cluster, entry.principal().toString(), arn));
        });
    }

    /** Resources of Terraform are named like its variables, not beginning with a digit, and each has a name of its own. */
    private static String named(String name, Map<String, Object> taken) {
        String free = Character.isDigit(name.charAt(0)) || name.charAt(0) == '-' ? "_" + name : name;
        while (taken.containsKey(free)) {
            free = free + "_";
        }
        return free;
    }

    /** What is there already is not made again. */
    private void takeOver(String address, String id) {
        Map<String, String> block = new LinkedHashMap<>();
        block.put("to", address);
        block.put("id", literal(id));
        imports.add(block);
    }

    private static Map<String, Object> scope(AccessScope scope) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", scope.type());
        if (!scope.isClusterWide()) {
            block.put("namespaces", scope.namespaces());
        }
        return block;
    }

    /** A text that Terraform is not to take for a template. */
    private static String literal(String text) {
        return text.replace("${", "$${").replace("%{", "%%{");
    }
}
