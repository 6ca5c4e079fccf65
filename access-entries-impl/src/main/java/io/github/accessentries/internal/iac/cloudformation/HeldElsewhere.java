package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Unanswered;
import java.util.Map;
import java.util.Optional;

/** Resources of other types that give access to a cluster, or may hold resources that do. */
final class HeldElsewhere {

    private static final String OTHER_TEMPLATE = "makes resources of another template; read that by itself";
    private static final String AWS_AUTH =
            "maps principals in the ConfigMap aws-auth, which are no access entries; read"
                    + " them from the cluster and migrate them";
    private static final String MODULE = "::MODULE";
    private static final String PATCH = "Custom::AWSCDK-EKS-KubernetesPatch";

    private static final Map<String, String> REASONS = Map.of(
            "AWS::CloudFormation::Stack", OTHER_TEMPLATE,
            "AWS::CloudFormation::StackSet", OTHER_TEMPLATE,
            "AWS::Serverless::Application", OTHER_TEMPLATE,
            "AWS::ServiceCatalog::CloudFormationProvisionedProduct", OTHER_TEMPLATE,
            "AWS::EKS::Nodegroup", "EKS itself makes the entry of the role of its nodes",
            "AWS::EKS::FargateProfile", "EKS itself makes the entry of the role of its pods",
            "AWS::EKS::Capability", "EKS itself makes the entry of its role",
            "AWS::EKS::IdentityProviderConfig",
                    "lets in whom an OpenID Connect provider knows, who are no IAM principals",
            "AWSQS::EKS::Cluster", AWS_AUTH);

    /** The property that has an object of Kubernetes as text, by the type of the resource. */
    private static final Map<String, String> MANIFESTS =
            Map.of("Custom::AWSCDK-EKS-KubernetesResource", "Manifest", "AWSQS::Kubernetes::Resource", "Manifest");

    private HeldElsewhere() {}

    /** Whether resources of a type are looked at. */
    static boolean isLookedAt(String type) {
        return REASONS.containsKey(type) || MANIFESTS.containsKey(type) || type.equals(PATCH) || type.endsWith(MODULE);
    }

    /** Why a resource is named as left out. */
    static Optional<String> reason(ScopedField resource, TemplateEvaluator evaluator) {
        String type = ResourceNames.typeOf(resource);
        if (type.endsWith(MODULE)) {
            return Optional.of("is a module, which makes further resources; " + TemplateMacros.PROCESSED);
        }
        String manifest = MANIFESTS.get(type);
        if (manifest != null) {
            return reasonOf(resource, manifest, evaluator);
        }
        if (type.equals(PATCH)) {
            return reasonOfPatch(resource, evaluator);
        }
        return Optional.ofNullable(REASONS.get(type));
    }

    private static Optional<String> reasonOf(ScopedField resource, String property, TemplateEvaluator evaluator) {
        try {
            Optional<ScopedField> manifest = evaluator.property(resource, property);
            return manifest.isPresent() ? reasonOf(new ManifestText(evaluator).of(manifest.get())) : Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it " + AWS_AUTH);
        }
    }

    private static Optional<String> reasonOf(String manifest) throws Unanswered {
        return ManifestText.isAwsAuth(manifest) ? Optional.of(AWS_AUTH) : Optional.empty();
    }

    private static Optional<String> reasonOfPatch(ScopedField resource, TemplateEvaluator evaluator) {
        try {
            Optional<ScopedField> name = evaluator.property(resource, "ResourceName");
            if (name.isEmpty()) {
                return Optional.empty();
            }
            String patched = evaluator.evaluate(name.get()).text().orElse("");
            return patched.endsWith("/aws-auth") ? Optional.of(AWS_AUTH) : Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it " + AWS_AUTH);
        }
    }
}
