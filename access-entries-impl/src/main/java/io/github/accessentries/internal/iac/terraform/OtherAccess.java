package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources that give access which no entry of the document says. They are named. */
final class OtherAccess {

    /** Looks at a resource. */
    private interface Look {

        /**
         * What it gives.
         *
         * @return why it is named; empty if it gives nothing
         * @throws Unanswered if that is not known
         */
        Optional<String> at(OtherResource resource) throws Unanswered;
    }

    /** All types that are looked at. */
    private static final Map<String, Look> LOOKS = new HashMap<>();

    static {
        LOOKS.put("aws_eks_cluster", AccessOfCluster::reason);
        LOOKS.put("awscc_eks_cluster", AccessOfCluster::reason);
        List.of("aws_eks_node_group", "awscc_eks_nodegroup").forEach(type -> always(type, BesideEntries.NODES));
        List.of("aws_eks_fargate_profile", "awscc_eks_fargate_profile")
                .forEach(type -> always(type, BesideEntries.PODS));
        List.of("aws_eks_capability", "awscc_eks_capability").forEach(type -> always(type, BesideEntries.CAPABILITY));
        List.of("aws_eks_identity_provider_config", "awscc_eks_identity_provider_config")
                .forEach(type -> always(type, BesideEntries.OPENID_CONNECT));
        always("awscc_eks_access_entry", "is an entry of the provider awscc, which is not read here");
        LOOKS.put("aws_cloudcontrolapi_resource", resource -> BesideEntries.ofCloudControl(resource.text("type_name")));
        List.of("aws_cloudformation_stack", "aws_cloudformation_stack_set", "awscc_cloudformation_stack")
                .forEach(type -> LOOKS.put(type, OtherAccess::ofTemplate));
        KubernetesAccess.CONFIG_MAPS.forEach(type -> LOOKS.put(type, KubernetesAccess::ofConfigMap));
        KubernetesAccess.RBAC_TYPES.forEach(type -> always(type, BesideEntries.RBAC));
        KubernetesAccess.MANIFESTS.forEach(
                (type, argument) -> LOOKS.put(type, resource -> KubernetesAccess.ofManifest(resource, argument)));
    }

    private OtherAccess() {}

    private static void always(String type, String reason) {
        LOOKS.put(type, resource -> Optional.of(reason));
    }

    /** Whether resources of a type may give access beside the entries. */
    static boolean isLookedAt(String type) {
        return LOOKS.containsKey(type);
    }

    /** Whether a resource of a type means anything here. */
    static boolean isKept(String type) {
        return type.equals(Resource.ENTRY) || type.equals(Resource.ASSOCIATION) || isLookedAt(type);
    }

    /** Why a resource is named; empty if it gives nothing beyond the entries. */
    static Optional<String> reason(OtherResource resource) {
        Look look = LOOKS.get(resource.type());
        try {
            return look == null ? Optional.empty() : look.at(resource);
        } catch (Unanswered e) {
            return Optional.of("may give access that no entry here says: " + e.reason());
        }
    }

    /** What a template has about clusters is told by the template; one that stands elsewhere may have anything. */
    private static Optional<String> ofTemplate(OtherResource resource) throws Unanswered {
        String template = resource.text("template_body");
        return template.isEmpty() || template.contains("::EKS::") || template.contains("::CloudFormation::")
                ? Optional.of(BesideEntries.OTHER_TEMPLATE)
                : Optional.empty();
    }
}
