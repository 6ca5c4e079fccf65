package io.github.accessentries.iac;

import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes cluster configurations of eksctl. */
final class EksctlWriter {

    private final String cluster;
    private final List<Omission> omissions = new ArrayList<>();

    EksctlWriter(String cluster) {
        this.cluster = cluster;
    }

    Exported write(DesiredAccess access) {
        List<Object> entries = new ArrayList<>();
        for (DesiredEntry entry : access.entries()) {
            if (entry.type().equals(EntryType.HYPERPOD_LINUX)) {
                omissions.add(Omission.builder()
                        .place(entry.principal().toString())
                        .reason("eksctl does not support type " + entry.type())
                        .build());
            } else {
                entries.add(entry(entry));
            }
        }
        omissions.addAll(Ownerships.omittedBy("eksctl", access));
        omissions.addAll(CustomPolicies.omittedBy("eksctl", access));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", EksctlFormat.API_GROUP + "v1alpha5");
        config.put("kind", "ClusterConfig");
        config.put("metadata", Map.of("name", cluster));
        config.put("accessConfig", Map.of("accessEntries", entries));
        return Exported.builder().text(YamlText.of(config)).omissions(omissions).build();
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
                association.put("accessScope", scope(scope));
                policies.add(association);
            });
            members.put("accessPolicies", policies);
        }
        if (!entry.tags().isEmpty()) {
            omissions.add(Omission.builder()
                    .place(entry.principal() + ", tags " + entry.tags().keySet())
                    .reason("eksctl does not support tags of access entries")
                    .build());
        }
        return members;
    }

    private static Map<String, Object> scope(AccessScope scope) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", scope.type());
        if (!scope.isClusterWide()) {
            members.put("namespaces", scope.namespaces());
        }
        return members;
    }
}
