package io.github.accessentries.testkit.internal.service.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of clusters: what EKS shows of every cluster, with values that follow from the cluster's id where the caller
 * gave none.
 */
public final class ClusterSettings {

    private static final String NETWORK = "resourcesVpcConfig";
    private static final String KUBERNETES_NETWORK = "kubernetesNetworkConfig";
    private static final String LOGGING = "logging";
    private static final int HEX_OF_AN_ID = 16;

    private ClusterSettings() {}

    /**
     * What a new cluster shows.
     *
     * @param given what the caller said
     * @param id the id of the cluster: 32 hexadecimal digits
     * @return all of it
     */
    public static Settings ofNew(Settings given, String id) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put(NETWORK, network(id));
        defaults.put(KUBERNETES_NETWORK, kubernetesNetwork(given.part(KUBERNETES_NETWORK), id));
        defaults.put("upgradePolicy", Map.of("supportType", "EXTENDED"));
        defaults.put("deletionProtection", false);
        defaults.put("health", Map.of("issues", List.of()));
        return given.over(new Settings(defaults))
                .with(
                        LOGGING,
                        LogTypes.changed(Settings.NONE, given.part(LOGGING)).members());
    }

    private static Map<String, Object> network(String id) {
        String hex = id.toLowerCase(Locale.ROOT);
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("subnetIds", List.of());
        network.put("securityGroupIds", List.of());
        network.put("clusterSecurityGroupId", "sg-0" + hex.substring(0, HEX_OF_AN_ID));
        network.put("vpcId", "vpc-0" + hex.substring(HEX_OF_AN_ID));
        network.put("endpointPublicAccess", true);
        network.put("endpointPrivateAccess", false);
        network.put("publicAccessCidrs", List.of("0.0.0.0/0"));
        return network;
    }

    private static Map<String, Object> kubernetesNetwork(Settings given, String id) {
        Map<String, Object> network = new LinkedHashMap<>();
        if (given.text("ipFamily").filter("ipv6"::equals).isPresent()) {
            String hex = id.toLowerCase(Locale.ROOT);
            network.put(
                    "serviceIpv6Cidr",
                    "fd" + hex.substring(0, 2) + ":" + hex.substring(2, 6) + ":" + hex.substring(6, 10) + "::/108");
        } else {
            network.put("serviceIpv4Cidr", "10.100.0.0/16");
        }
        network.put("ipFamily", "ipv4");
        network.put("elasticLoadBalancing", Map.of("enabled", false));
        return network;
    }

    /** What a cluster shows once a request to change it is done. */
    public static Settings changed(Settings before, Settings request) {
        Settings after = request.over(before);
        return request.has(LOGGING)
                ? after.with(
                        LOGGING,
                        LogTypes.changed(before.part(LOGGING), request.part(LOGGING))
                                .members())
                : after;
    }
}
