package io.github.accessentries.internal.iac.eksctl;

import io.github.accessentries.EntryType;
import io.github.accessentries.internal.iac.BeyondEntries;
import io.github.accessentries.internal.iac.CreatorsEntry;
import io.github.accessentries.internal.iac.LeftBehind;
import io.github.accessentries.internal.iac.Rendered;
import io.github.accessentries.internal.iac.manifest.LiteralYaml;
import io.github.accessentries.internal.iac.manifest.ScopeMembers;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes cluster configurations of eksctl. */
public final class EksctlWriter {

    private final String cluster;
    private final List<LeftBehind> leftBehind = new ArrayList<>();

    private EksctlWriter(String cluster) {
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
        return new EksctlWriter(cluster).write(access);
    }

    private Rendered write(DesiredAccess access) {
        List<Object> entries = new ArrayList<>();
        for (DesiredEntry entry : access.entries()) {
            if (entry.type().equals(EntryType.HYPERPOD_LINUX)) {
                leftBehind.add(
                        new LeftBehind(entry.principal().toString(), "eksctl does not support type " + entry.type()));
            } else {
                entries.add(entry(entry));
            }
        }
        leftBehind.addAll(BeyondEntries.of("eksctl", access));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", EksctlReader.API_VERSION);
        config.put("kind", "ClusterConfig");
        config.put("metadata", Map.of("name", cluster));
        Map<String, Object> accessConfig = new LinkedHashMap<>();
        // Nobody beside the entries, also where somebody makes a cluster of the file; left out, EKS would add its
        // creator.
        accessConfig.put(CreatorsEntry.FLAG, false);
        accessConfig.put("accessEntries", entries);
        config.put("accessConfig", accessConfig);
        return new Rendered(LiteralYaml.of(config), leftBehind);
    }

    private Map<String, Object> entry(DesiredEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("principalARN", entry.principal().toString());
        if (!entry.type().equals(EntryType.STANDARD)) {
            members.put("type", entry.type().name());
        }
        entry.username().ifPresent(username -> members.put("kubernetesUsername", username));
        if (!entry.allGroups().isEmpty()) {
            members.put("kubernetesGroups", List.copyOf(entry.allGroups()));
        }
        if (!entry.policies().isEmpty()) {
            List<Object> policies = new ArrayList<>();
            entry.policies().forEach((policy, scope) -> {
                Map<String, Object> association = new LinkedHashMap<>();
                association.put("policyARN", policy.arnIn(entry.principal().partition()));
                association.put("accessScope", ScopeMembers.of(scope));
                policies.add(association);
            });
            members.put("accessPolicies", policies);
        }
        if (!entry.tags().isEmpty()) {
            leftBehind.add(new LeftBehind(
                    entry.principal() + ", tags " + entry.tags().keySet(),
                    "eksctl does not support tags of access entries"));
        }
        return members;
    }
}
