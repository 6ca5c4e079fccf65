package io.github.accessentries.internal.iac.resources;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.internal.iac.manifest.LiteralYaml;
import io.github.accessentries.internal.iac.manifest.ScopeMembers;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code AccessEntry} objects of ACK, which take over an entry that is there already. */
public final class AckWriter {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private AckWriter() {}

    /**
     * Writes manifests.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the manifests, and what they cannot express
     */
    public static Rendered write(String cluster, DesiredAccess access) {
        ManifestNames names = new ManifestNames();
        List<Map<String, Object>> objects = new ArrayList<>();
        for (DesiredEntry entry : access.entries()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("apiVersion", AckReader.API_VERSION);
            object.put("kind", AckReader.ENTRY);
            object.put("metadata", metadata(names.nameOf(entry.principal()), cluster, entry));
            object.put("spec", spec(cluster, entry));
            objects.add(object);
        }
        return new Rendered(LiteralYaml.of(objects), BeyondEntries.of("ACK", access));
    }

    /** ACK neither changes nor takes over what it has not made, unless it is told to adopt it. */
    private static Map<String, Object> metadata(String name, String cluster, DesiredEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clusterName", cluster);
        fields.put("principalARN", entry.principal().toString());
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put(AckManagement.PREFIX + "adoption-policy", "adopt-or-create");
        annotations.put(AckManagement.PREFIX + "adoption-fields", GSON.toJson(fields));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("annotations", annotations);
        return metadata;
    }

    private static Map<String, Object> spec(String cluster, DesiredEntry entry) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("clusterName", cluster);
        spec.put("principalARN", entry.principal().toString());
        if (!entry.type().equals(EntryType.STANDARD)) {
            spec.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> spec.put("username", username));
        if (!entry.allGroups().isEmpty()) {
            spec.put("kubernetesGroups", List.copyOf(entry.allGroups()));
        }
        List<Object> policies = new ArrayList<>();
        entry.policies().forEach((policy, scope) -> {
            Map<String, Object> association = new LinkedHashMap<>();
            association.put("policyARN", policy.arnIn(entry.principal().partition()));
            association.put("accessScope", ScopeMembers.of(scope));
            policies.add(association);
        });
        if (!policies.isEmpty()) {
            spec.put("accessPolicies", policies);
        }
        if (!entry.tags().isEmpty()) {
            spec.put("tags", Map.copyOf(entry.tags()));
        }
        return spec;
    }
}
