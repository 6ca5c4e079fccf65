package io.github.accessentries.testkit.internal.service.update;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kind of change that UpdateClusterConfig makes, one at a time. That of the authentication mode is beside these.
 *
 * @param type the type of its updates
 * @param structure the structure whose members it changes; empty for the request itself
 * @param shownAs the parameters that its updates show, by the members that it changes
 */
public record ConfigChange(String type, String structure, Map<String, String> shownAs) {

    /** Who reaches the API server. */
    public static final ConfigChange ENDPOINT_ACCESS = new ConfigChange(
            "EndpointAccessUpdate",
            "resourcesVpcConfig",
            Map.of(
                    "endpointPublicAccess", "EndpointPublicAccess",
                    "endpointPrivateAccess", "EndpointPrivateAccess",
                    "publicAccessCidrs", "PublicAccessCidrs"));

    /** What is logged. */
    public static final ConfigChange LOGGING = of("LoggingUpdate", Map.of("logging", "ClusterLogging"));

    /** EKS Auto Mode, whose three parts change together. */
    public static final ConfigChange AUTO_MODE = of(
            "AutoModeUpdate",
            Map.of(
                    "computeConfig", "ComputeConfig",
                    "kubernetesNetworkConfig", "KubernetesNetworkConfig",
                    "storageConfig", "StorageConfig"));

    private static final List<ConfigChange> ALL = List.of(
            ENDPOINT_ACCESS,
            LOGGING,
            AUTO_MODE,
            new ConfigChange(
                    "VpcConfigUpdate",
                    "resourcesVpcConfig",
                    Map.of(
                            "subnetIds", "Subnets",
                            "securityGroupIds", "SecurityGroups",
                            "controlPlaneEgressMode", "ControlPlaneEgressMode")),
            of("UpgradePolicyUpdate", Map.of("upgradePolicy", "UpgradePolicy")),
            of("ZonalShiftConfigUpdate", Map.of("zonalShiftConfig", "ZonalShiftConfig")),
            of("RemoteNetworkConfigUpdate", Map.of("remoteNetworkConfig", "RemoteNetworkConfig")),
            of("DeletionProtectionUpdate", Map.of("deletionProtection", "DeletionProtection")),
            new ConfigChange(
                    "ControlPlaneScalingConfigUpdate", "controlPlaneScalingConfig", Map.of("tier", "UpdatedTier")));

    private static ConfigChange of(String type, Map<String, String> shownAs) {
        return new ConfigChange(type, "", shownAs);
    }

    /** What a request changes. */
    public static List<ConfigChange> in(Settings request) {
        return ALL.stream()
                .filter(change -> !change.parameters(request).isEmpty())
                .toList();
    }

    /** What a request changes in this way. */
    public List<UpdateParameter> parameters(Settings request) {
        Settings part = structure.isEmpty() ? request : request.part(structure);
        List<UpdateParameter> changed = new ArrayList<>();
        part.members().forEach((member, value) -> {
            String parameter = shownAs.get(member);
            if (parameter != null) {
                changed.add(new UpdateParameter(parameter, value));
            }
        });
        return changed;
    }
}
