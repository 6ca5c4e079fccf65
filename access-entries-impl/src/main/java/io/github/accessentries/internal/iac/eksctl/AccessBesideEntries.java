package io.github.accessentries.internal.iac.eksctl;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.iac.Gathering;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Access that a cluster configuration brings about without an entry that says so: mappings of {@code aws-auth}, and the entries that
 * eksctl or EKS make for the roles of nodes and of other things that run the cluster. None is carried over, each is named.
 */
final class AccessBesideEntries {

    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put(
                "iamIdentityMappings",
                "is a mapping of aws-auth, which lets somebody in without an access entry; move it from aws-auth, or"
                        + " write an entry for it");
        SECTIONS.put("nodeGroups", "eksctl makes an entry for the role of these nodes by itself");
        SECTIONS.put("managedNodeGroups", "EKS makes an entry for the role of these nodes by itself");
        SECTIONS.put("fargateProfiles", "EKS makes an entry for the role of these pods by itself");
        SECTIONS.put("autoModeConfig", "EKS makes an entry for the role of the nodes of Auto Mode by itself");
        SECTIONS.put("remoteNetworkConfig", "eksctl makes an entry for the role of hybrid nodes by itself");
        SECTIONS.put("karpenter", "eksctl lets in the role of the nodes of Karpenter by itself");
        SECTIONS.put("capabilities", "EKS makes an entry for the role of this capability by itself");
    }

    private final Gathering gathering;

    AccessBesideEntries(Gathering gathering) {
        this.gathering = gathering;
    }

    void tell(Members config) {
        SECTIONS.forEach((name, reason) -> config.field(name).ifPresent(section -> tell(section, reason)));
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
