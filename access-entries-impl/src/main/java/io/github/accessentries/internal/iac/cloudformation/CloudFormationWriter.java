package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.LogicalNames;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes templates of CloudFormation. */
public final class CloudFormationWriter {

    /** The schema of the resource allows no more. */
    private static final int MAX_POLICIES = 20;

    private final String cluster;
    private final List<LeftBehind> leftBehind = new ArrayList<>();

    private CloudFormationWriter(String cluster) {
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
        return new CloudFormationWriter(cluster).write(access);
    }

    private Rendered write(DesiredAccess access) {
        TemplateRoom template = new TemplateRoom();
        ImportIdentifiers imports = new ImportIdentifiers(cluster);
        LogicalNames names = new LogicalNames("AccessEntry", "[^A-Za-z0-9]", "");
        for (DesiredEntry entry : access.entries()) {
            Optional<String> resolved =
                    texts(entry).filter(DynamicReferences::isIn).findFirst();
            if (resolved.isPresent()) {
                leftBehind.add(new LeftBehind(
                        entry.principal().toString(),
                        "CloudFormation would replace " + PlainText.quoted(resolved.get())
                                + " by what it refers to, so the entry is left out; rename it, or manage this entry"
                                + " by other means"));
                continue;
            }
            String name = names.nameOf(entry.principal());
            Optional<String> full = template.add(name, resource(entry));
            if (full.isPresent()) {
                leftBehind.add(new LeftBehind(
                        entry.principal().toString(),
                        full.get() + ", so the entry is left out; write the entries in parts, each for a stack of"
                                + " its own"));
            } else {
                imports.add(name, entry.principal());
            }
        }
        if (imports.isTooMany()) {
            leftBehind.add(new LeftBehind(
                    ImportIdentifiers.FILE,
                    "CloudFormation imports at most " + ImportIdentifiers.MOST + " resources at a time; if the entries"
                            + " are there already, write them in parts, each for a stack of its own"));
        }
        leftBehind.addAll(BeyondEntries.of("CloudFormation", access));
        return new Rendered(template.text(), imports.file(), leftBehind);
    }

    private Map<String, Object> resource(DesiredEntry entry) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("Type", AccessEntryResource.TYPE);
        // An import asks for a policy. This is what CloudFormation does without one: access that is taken out of the
        // template ends, and does not stay behind where nobody sees it.
        resource.put("DeletionPolicy", "Delete");
        resource.put("Properties", properties(entry));
        return resource;
    }

    /** What stands in the template as somebody named it. */
    private static Stream<String> texts(DesiredEntry entry) {
        return Stream.of(
                        entry.username().stream(),
                        entry.allGroups().stream(),
                        entry.tags().keySet().stream(),
                        entry.tags().values().stream())
                .flatMap(each -> each);
    }

    private Map<String, Object> properties(DesiredEntry entry) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ClusterName", cluster);
        properties.put("PrincipalArn", entry.principal().toString());
        if (!entry.type().equals(EntryType.STANDARD)) {
            properties.put("Type", entry.type().name());
        }
        entry.username().ifPresent(username -> properties.put("Username", username));
        if (!entry.allGroups().isEmpty()) {
            properties.put("KubernetesGroups", List.copyOf(entry.allGroups()));
        }
        if (!entry.policies().isEmpty()) {
            properties.put("AccessPolicies", policies(entry));
        }
        if (!entry.tags().isEmpty()) {
            List<Object> tags = new ArrayList<>();
            entry.tags().forEach((key, value) -> tags.add(pair("Key", key, "Value", value)));
            properties.put("Tags", tags);
        }
        return properties;
    }

    private List<Object> policies(DesiredEntry entry) {
        List<Object> policies = new ArrayList<>();
        entry.policies().forEach((policy, scope) -> {
            if (policies.size() < MAX_POLICIES) {
                policies.add(
                        pair("PolicyArn", policy.arnIn(entry.principal().partition()), "AccessScope", scope(scope)));
            } else {
                leftBehind.add(new LeftBehind(
                        entry.principal() + ", " + policy,
                        "CloudFormation allows at most " + MAX_POLICIES + " policies in an entry"));
            }
        });
        return policies;
    }

    private static Map<String, Object> scope(AccessScope scope) {
        return scope.isClusterWide()
                ? new LinkedHashMap<>(Map.of("Type", scope.type()))
                : pair("Type", scope.type(), "Namespaces", scope.namespaces());
    }

    private static Map<String, Object> pair(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(firstName, first);
        pair.put(secondName, second);
        return pair;
    }
}
