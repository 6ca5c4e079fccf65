package io.github.accessentries.internal.iac.eksctl;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.Gathering;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Access that a cluster configuration brings about without an entry that says so: mappings of {@code aws-auth}, and the entries that
 * eksctl or EKS make for the roles of nodes and of other things that run the cluster. None is carried over, each is named.
 */
final class AccessBesideEntries {

    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("iamIdentityMappings", BesideEntries.AWS_AUTH);
        SECTIONS.put("identityProviders", BesideEntries.OPENID_CONNECT);
        SECTIONS.put("nodeGroups", "eksctl makes an entry for the role of these nodes by itself");
        SECTIONS.put("managedNodeGroups", BesideEntries.NODES);
        SECTIONS.put("fargateProfiles", BesideEntries.PODS);
        SECTIONS.put("autoModeConfig", BesideEntries.NODES_OF_EKS);
        SECTIONS.put("remoteNetworkConfig", "eksctl makes an entry for the role of hybrid nodes by itself");
        SECTIONS.put("karpenter", "eksctl lets in the role of the nodes of Karpenter by itself");
        SECTIONS.put("capabilities", BesideEntries.CAPABILITY);
    }

    /** All other fields, as far as they were known when this was written; {@code accessConfig} is read. */
    private static final Set<String> WITHOUT_ACCESS = Set.of(
            "accessConfig",
            "addons",
            "addonsConfig",
            "apiVersion",
            "availabilityZones",
            "cloudWatch",
            "controlPlaneScalingConfig",
            "deletionProtection",
            "git",
            "gitops",
            "iam",
            "kind",
            "kubernetesNetworkConfig",
            "localZones",
            "metadata",
            "outpost",
            "privateCluster",
            "secretsEncryption",
            "status",
            "upgradePolicy",
            "vpc",
            "zonalShiftConfig");

    private final Gathering gathering;

    AccessBesideEntries(Gathering gathering) {
        this.gathering = gathering;
    }

    void tell(Members config) {
        config.fields().forEach(this::tellUnknown);
        SECTIONS.forEach((name, reason) -> config.field(name).ifPresent(section -> tell(section, reason)));
    }

    /** eksctl passes over a section whose name has other capital letters, and refuses the others that it does not know. */
    private void tellUnknown(String name, Field section) {
        if (SECTIONS.containsKey(name) || WITHOUT_ACCESS.contains(name)) {
            return;
        }
        Stream.concat(SECTIONS.keySet().stream(), WITHOUT_ACCESS.stream())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .ifPresentOrElse(
                        known -> section.fault("this field is unknown; use " + known),
                        () -> gathering.omit(
                                section, "this field is not known here, and so nothing says what access it brings"));
    }

    private void tell(Field section, String reason) {
        if (section.isList()) {
            section.items().forEach(item -> gathering.omit(item, reason));
        } else if (!section.isEmpty() && !isEmptyOrOff(section)) {
            gathering.omit(section, reason);
        }
    }

    /** A switch that is filled in later is text here, and may be on. */
    private static boolean isEmptyOrOff(Field section) {
        return section.isMapping()
                && (section.members().isEmpty()
                        || section.member("enabled")
                                .filter(enabled -> enabled.isPlain() && !enabled.isText())
                                .flatMap(Field::truth)
                                .filter(enabled -> !enabled)
                                .isPresent());
    }
}
