package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists what a user is allowed, as {@code kubectl auth can-i --list} does, but for all namespaces at once, with access
 * policies and with what gives each permission.
 *
 * <pre>
 * cluster-wide
 *   RESOURCES         NAMES  VERBS             BY
 *   pods              *      get, list, watch  AmazonEKSViewPolicy cluster-wide
 *
 * in team-a
 *   RESOURCES         NAMES  VERBS             BY
 *   deployments.apps  web    patch             group dev by RoleBinding release in team-a
 * </pre>
 *
 * <p>Non-resource paths are listed among the resources; they begin with a slash.
 */
public final class PermissionListing {

    /** What a line is for. */
    private record Target(String resource, String names) {}

    /** What a line says about it. */
    private record Line(Set<String> verbs, Set<String> grounds) {}

    private PermissionListing() {}

    /**
     * Lists permissions.
     *
     * @param permissions the permissions of a user
     * @return a paragraph for each place, and one for doubts; {@code nothing} if there is neither
     */
    public static String of(Permissions permissions) {
        requireNonNull(permissions, "permissions");
        List<String> paragraphs = new ArrayList<>();
        permissions
                .byPlace()
                .forEach((where, those) -> paragraphs.add(PlainText.of(where.toString()) + "\n" + table(those)));
        if (!permissions.doubts().isEmpty()) {
            paragraphs.add(permissions.doubts().stream()
                    .map(doubt -> "incomplete: " + PlainText.of(doubt) + "\n")
                    .collect(Collectors.joining()));
        }
        return paragraphs.isEmpty() ? "nothing\n" : String.join("\n", paragraphs);
    }

    private static String table(List<Permission> permissions) {
        Map<Target, Line> lines = new LinkedHashMap<>();
        for (Permission permission : permissions) {
            for (Target target : targets(permission.rule())) {
                Line line =
                        lines.computeIfAbsent(target, each -> new Line(new LinkedHashSet<>(), new LinkedHashSet<>()));
                line.verbs().addAll(permission.rule().verbs());
                permission.reasons().stream().map(Reason::summary).forEach(line.grounds()::add);
            }
        }
        TextTable table = new TextTable().row("RESOURCES", "NAMES", "VERBS", "BY");
        lines.forEach((target, line) -> table.row(
                target.resource(), target.names(), String.join(", ", line.verbs()), String.join("; ", line.grounds())));
        return table.text("  ");
    }

    private static List<Target> targets(Rule rule) {
        List<Target> targets = new ArrayList<>();
        rule.paths().forEach(path -> targets.add(new Target(path, "")));
        String names = rule.resourceNames().isEmpty() ? "*" : String.join(", ", rule.resourceNames());
        for (String group : rule.apiGroups()) {
            rule.resources().forEach(resource -> targets.add(new Target(inGroup(resource, group), names)));
        }
        return targets;
    }

    /** As kubectl writes it: {@code deployments.apps/scale}. */
    private static String inGroup(String resource, String group) {
        int slash = resource.indexOf('/');
        if (group.isEmpty()) {
            return resource;
        }
        return slash < 0
                ? resource + "." + group
                : resource.substring(0, slash) + "." + group + resource.substring(slash);
    }
}
