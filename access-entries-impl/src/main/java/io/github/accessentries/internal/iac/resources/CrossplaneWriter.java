package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.internal.iac.manifest.LiteralYaml;
import io.github.accessentries.internal.iac.manifest.LiteralYaml.Blank;
import io.github.accessentries.internal.iac.manifest.ScopeMembers;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes objects of Crossplane's AWS provider, of the group that each of its versions has. Crossplane tells an entry by cluster and
 * principal and takes over one that is there already.
 */
public final class CrossplaneWriter {

    private static final Blank REGION = new Blank("AWS_REGION");

    private final String cluster;
    private final ManifestNames entryNames = new ManifestNames();
    private final ManifestNames associationNames = new ManifestNames();
    private final List<Map<String, Object>> objects = new ArrayList<>();

    private CrossplaneWriter(String cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes manifests.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the manifests, and what they cannot express
     */
    public static Rendered write(String cluster, DesiredAccess access) {
        CrossplaneWriter writer = new CrossplaneWriter(cluster);
        List<LeftBehind> leftBehind = new ArrayList<>();
        for (DesiredEntry entry : access.entries()) {
            if (entry.type().equals(EntryType.HYPERPOD_LINUX)) {
                leftBehind.add(new LeftBehind(
                        entry.principal().toString(), "Crossplane's provider does not support type " + entry.type()));
            } else {
                writer.add(entry);
            }
        }
        if (!writer.objects.isEmpty()) {
            leftBehind.add(new LeftBehind(
                    "spec.forProvider.region",
                    "an object of Crossplane says the region of its cluster, which is not known here; fill it in for ${"
                            + REGION.name() + "}"));
        }
        leftBehind.addAll(BeyondEntries.of("Crossplane", access));
        return new Rendered(LiteralYaml.of(writer.objects), leftBehind);
    }

    private void add(DesiredEntry entry) {
        String name = entryNames.nameOf(entry.principal());
        Map<String, Object> parameters = parameters(entry);
        if (!entry.type().equals(EntryType.STANDARD)) {
            parameters.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> parameters.put("userName", username));
        if (!entry.allGroups().isEmpty()) {
            parameters.put("kubernetesGroups", List.copyOf(entry.allGroups()));
        }
        if (!entry.tags().isEmpty()) {
            parameters.put("tags", new LinkedHashMap<>(entry.tags()));
        }
        objects.add(object(CrossplaneReader.ENTRY, name, parameters));
        entry.policies().forEach((policy, scope) -> add(name, entry, policy, scope));
    }

    private void add(String name, DesiredEntry entry, AccessPolicy policy, AccessScope scope) {
        Map<String, Object> parameters = parameters(entry);
        String arn = policy.arnIn(entry.principal().partition());
        parameters.put("policyArn", arn);
        parameters.put("accessScope", ScopeMembers.of(scope));
        objects.add(object(
                CrossplaneReader.ASSOCIATION,
                associationNames.nameOf(name + "-" + arn.substring(arn.lastIndexOf('/') + 1)),
                parameters));
    }

    private Map<String, Object> parameters(DesiredEntry entry) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("region", REGION);
        parameters.put("clusterName", cluster);
        parameters.put("principalArn", entry.principal().toString());
        return parameters;
    }

    private static Map<String, Object> object(String kind, String name, Map<String, Object> parameters) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", CrossplaneReader.GROUP + CrossplaneReader.VERSION);
        object.put("kind", kind);
        object.put("metadata", Map.of("name", name));
        object.put("spec", Map.of("forProvider", parameters));
        return object;
    }
}
