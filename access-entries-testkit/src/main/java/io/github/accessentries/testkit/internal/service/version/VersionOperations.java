package io.github.accessentries.testkit.internal.service.version;

import io.github.accessentries.testkit.internal.service.addon.AddonCatalogue;
import io.github.accessentries.testkit.internal.service.addon.OfferedAddon;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedAddonFaults;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that tell what there is to choose from: versions of Kubernetes, and add-ons with theirs. */
public final class VersionOperations {

    /** Who publishes the add-ons. */
    public static final String PUBLISHER = "eks";

    /** Who owns the add-ons. */
    public static final String OWNER = "aws";

    private final String partition;
    private final Clock clock;

    /** Tells for one partition, by a clock. */
    public VersionOperations(String partition, Clock clock) {
        this.partition = partition;
        this.clock = clock;
    }

    /**
     * Which versions of Kubernetes a caller asks for.
     *
     * @param clusterType {@code eks}, or {@code null} for all types
     * @param versions only these; all if it is empty
     * @param defaultOnly only that of new clusters
     * @param includeAll those that are no longer supported, too
     * @param status only those of a status; {@code null} for all
     */
    public record Wanted(
            @Nullable String clusterType,
            List<String> versions,
            boolean defaultOnly,
            boolean includeAll,
            @Nullable String status) {}

    /**
     * DescribeClusterVersions.
     *
     * @param wanted which versions
     * @param request which part
     * @return a page of versions, the newest first
     */
    public Page<ClusterVersion> clusterVersions(Wanted wanted, PageRequest request) {
        return Paging.page(
                "DescribeClusterVersions " + wanted,
                ClusterVersions.all(),
                request,
                version -> isWanted(version, wanted));
    }

    private boolean isWanted(ClusterVersion version, Wanted wanted) {
        ClusterVersion.Status status = status(version);
        boolean named = wanted.versions().contains(version.kubernetesVersion());
        boolean supported = status != ClusterVersion.Status.UNSUPPORTED;
        return (wanted.clusterType() == null || wanted.clusterType().equals(PUBLISHER))
                && (named || wanted.versions().isEmpty())
                && (version.isDefault() || !wanted.defaultOnly())
                && (wanted.status() == null
                        ? supported || named || wanted.includeAll()
                        : wanted.status().equals(status.name()));
    }

    /** How far a version is supported now. */
    public ClusterVersion.Status status(ClusterVersion version) {
        return version.statusAt(clock.instant());
    }

    /**
     * Which add-ons a caller asks for.
     *
     * @param name only the one of that name, {@code null} for all
     * @param types only those of these types; all if it is empty
     * @param publishers only those of these publishers; all if it is empty
     * @param owners only those of these owners; all if it is empty
     */
    public record WantedAddons(
            @Nullable String name, List<String> types, List<String> publishers, List<String> owners) {}

    /**
     * DescribeAddonVersions.
     *
     * @param wanted which add-ons
     * @param request which part
     * @return a page of add-ons by name
     */
    public Page<OfferedAddon> addons(WantedAddons wanted, PageRequest request) {
        return Paging.page(
                "DescribeAddonVersions " + wanted,
                AddonCatalogue.all(),
                request,
                addon -> (wanted.name() == null || wanted.name().equals(addon.name()))
                        && isAmong(wanted.types(), addon.type())
                        && isAmong(wanted.publishers(), PUBLISHER)
                        && isAmong(wanted.owners(), OWNER));
    }

    private static boolean isAmong(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    /**
     * The versions of an add-on.
     *
     * @param addon the add-on
     * @param kubernetesVersion only those for a version of Kubernetes; {@code null} for all
     * @return by version of the add-on, the newest first, the versions of Kubernetes that it is for
     */
    public Map<String, List<String>> of(OfferedAddon addon, @Nullable String kubernetesVersion) {
        Collection<String> clusters =
                kubernetesVersion == null ? ClusterVersions.all().keySet() : List.of(kubernetesVersion);
        Map<String, List<String>> versions = new LinkedHashMap<>();
        for (String cluster : clusters) {
            addon.versionsFor(cluster)
                    .forEach(version -> versions.computeIfAbsent(version, any -> new ArrayList<>())
                            .add(cluster));
        }
        return versions;
    }

    /**
     * DescribeAddonConfiguration.
     *
     * @param name the name of the add-on
     * @param version its version
     * @return the add-on
     */
    public OfferedAddon addon(@Nullable String name, @Nullable String version) {
        OfferedAddon addon = AddonCatalogue.find(name == null ? "" : name)
                .orElseThrow(() -> UnverifiedAddonFaults.addonUnknown("", String.valueOf(name)));
        if (version == null || !AddonCatalogue.isVersion(version)) {
            throw UnverifiedAddonFaults.addonVersionUnknown("");
        }
        return addon;
    }

    /** The ARN of a policy that AWS manages. */
    public String policyArn(String name) {
        return "arn:" + partition + ":iam::aws:policy/" + name;
    }
}
