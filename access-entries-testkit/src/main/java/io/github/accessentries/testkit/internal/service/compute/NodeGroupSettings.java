package io.github.accessentries.testkit.internal.service.compute;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings of node groups: what EKS shows of each, and what becomes of them. */
public final class NodeGroupSettings {

    private static final String LAUNCH_TEMPLATE = "launchTemplate";
    private static final String LABELS = "labels";
    private static final String TAINTS = "taints";
    private static final String VERSION = "version";
    private static final String RELEASE = "releaseVersion";
    private static final List<String> REPLACED = List.of("updateConfig", "nodeRepairConfig");
    private static final List<String> MERGED = List.of("scalingConfig", "warmPoolConfig");
    private static final int DISK = 20;
    private static final int HEX_OF_AN_ID = 17;

    private NodeGroupSettings() {}

    /**
     * What a new node group shows.
     *
     * @param given what the caller said
     * @param name its name
     * @param id the last part of its ARN, from which other ids follow
     * @param kubernetesVersion the version of its cluster
     * @return all of it
     */
    public static Settings ofNew(Settings given, String name, String id, String kubernetesVersion) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put(VERSION, kubernetesVersion);
        defaults.put("capacityType", "ON_DEMAND");
        defaults.put("scalingConfig", Settings.inOrder("minSize", 1, "maxSize", 2, "desiredSize", 2));
        defaults.put("amiType", "AL2023_x86_64_STANDARD");
        defaults.put(LABELS, Map.of());
        if (!given.has("updateConfig")) {
            defaults.put("updateConfig", Map.of("maxUnavailable", 1));
        }
        if (given.has(LAUNCH_TEMPLATE)) {
            defaults.put(LAUNCH_TEMPLATE, launchTemplate(id));
        } else {
            defaults.put("instanceTypes", List.of("t3.medium"));
            defaults.put("diskSize", DISK);
        }
        defaults.put("resources", Map.of("autoScalingGroups", List.of(Map.of("name", "eks-" + name + "-" + id))));
        defaults.put("health", Map.of("issues", List.of()));
        Settings all = given.over(new Settings(defaults));
        return all.has(RELEASE)
                ? all
                : all.with(RELEASE, release(all.text(VERSION).orElse(kubernetesVersion)));
    }

    /** What the caller did not say of it: the id or the name, and the version. */
    private static Map<String, Object> launchTemplate(String id) {
        String hex = id.replace("-", "");
        return Settings.inOrder("id", "lt-" + hex.substring(0, HEX_OF_AN_ID), "name", "lt-" + id, VERSION, "1");
    }

    /** The release of the image for a version of Kubernetes: a plausible one, always of the same day. */
    private static String release(String kubernetesVersion) {
        return kubernetesVersion + ".0-20251112";
    }

    /** What a node group shows once an update is done. */
    public static Settings changed(UpdateNodeGroup.Type type, Settings before, Settings request) {
        return switch (type) {
            case CONFIG -> configured(before, request);
            case VERSION -> ofVersion(before, request);
        };
    }

    private static Settings ofVersion(Settings before, Settings request) {
        Settings after = request.over(before);
        boolean newVersion = !request.has(RELEASE) && request.has(VERSION);
        return newVersion ? after.with(RELEASE, release(after.text(VERSION).orElse(""))) : after;
    }

    private static Settings configured(Settings before, Settings request) {
        Settings after = before;
        for (String member : MERGED) {
            if (request.has(member)) {
                after = after.with(
                        member, request.part(member).over(before.part(member)).members());
            }
        }
        for (String member : REPLACED) {
            if (request.has(member)) {
                after = after.with(member, request.part(member).members());
            }
        }
        if (request.has(LABELS)) {
            after = after.with(LABELS, labels(before, request.part(LABELS)));
        }
        return request.has(TAINTS) ? after.with(TAINTS, taints(before, request.part(TAINTS))) : after;
    }

    private static Map<String, Object> labels(Settings before, Settings request) {
        Map<String, Object> labels = new LinkedHashMap<>(before.part(LABELS).members());
        labels.putAll(request.part("addOrUpdateLabels").members());
        request.list("removeLabels").forEach(label -> labels.remove(String.valueOf(label)));
        return labels;
    }

    /** A taint is known by key and effect. */
    private static List<Object> taints(Settings before, Settings request) {
        List<Object> taints = new ArrayList<>(before.list(TAINTS));
        request.list("addOrUpdateTaints").forEach(taint -> {
            taints.removeIf(other -> isSame(other, taint));
            taints.add(taint);
        });
        request.list("removeTaints").forEach(taint -> taints.removeIf(other -> isSame(other, taint)));
        return List.copyOf(taints);
    }

    private static boolean isSame(Object one, Object other) {
        return one instanceof Map<?, ?> first
                && other instanceof Map<?, ?> second
                && Objects.equals(first.get("key"), second.get("key"))
                && Objects.equals(first.get("effect"), second.get("effect"));
    }
}
