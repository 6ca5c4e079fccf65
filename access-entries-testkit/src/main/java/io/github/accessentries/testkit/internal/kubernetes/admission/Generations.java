package io.github.accessentries.testkit.internal.kubernetes.admission;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Set;

/** Counts how often what is wanted of an object was changed, for the kinds that count it. */
final class Generations {

    private static final String GENERATION = "generation";

    private static final Set<String> COUNTING = Set.of(
            "pods",
            "replicationcontrollers",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "validatingadmissionpolicybindings.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "daemonsets.apps",
            "deployments.apps",
            "replicasets.apps",
            "statefulsets.apps",
            "cronjobs.batch",
            "jobs.batch",
            "ingressclasses.networking.k8s.io",
            "ingresses.networking.k8s.io",
            "networkpolicies.networking.k8s.io",
            "poddisruptionbudgets.policy",
            "priorityclasses.scheduling.k8s.io");

    private Generations() {}

    private static boolean isBuiltIn(ResourceType type) {
        return BuiltInTypes.get()
                .find(type.group(), type.version(), type.resource())
                .isPresent();
    }

    private static boolean counts(ResourceType type) {
        return !isBuiltIn(type) || COUNTING.contains(type.groupResource().toString());
    }

    /** The first generation of a new object. */
    static void begin(ResourceType type, JsonObject metadata) {
        metadata.remove(GENERATION);
        if (counts(type)) {
            metadata.addProperty(GENERATION, 1);
        }
    }

    /** The generation after a change; whatever the caller said, it follows on what was stored. */
    static KubeObject carry(ResourceType type, KubeObject before, KubeObject after) {
        long old = before.metadata().has(GENERATION)
                ? before.metadata().get(GENERATION).getAsLong()
                : 0;
        boolean counted = counts(type) && !wanted(type, before).equals(wanted(type, after));
        long now = counted ? old + 1 : old;
        return after.withMetadata(metadata -> {
            metadata.remove(GENERATION);
            if (now > 0) {
                metadata.addProperty(GENERATION, now);
            }
        });
    }

    /** What is wanted: all but the metadata and, where it is a part of its own, the status. */
    private static JsonObject wanted(ResourceType type, KubeObject object) {
        JsonObject wanted = new JsonObject();
        object.json().entrySet().forEach(member -> wanted.add(member.getKey(), member.getValue()));
        wanted.remove("metadata");
        wanted.remove("apiVersion");
        if (type.subresources().contains("status")) {
            wanted.remove("status");
        }
        return wanted;
    }
}
