package io.github.accessentries.internal.iac.cloudformation;

import static java.util.Map.entry;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Resources of other types that give access to a cluster, or may hold resources that do. */
final class HeldElsewhere {

    private static final String MODULE = "::MODULE";
    private static final String PATCH = "Custom::AWSCDK-EKS-KubernetesPatch";

    /** The custom resource by which the CDK calls any API of AWS. */
    private static final String CALL = "Custom::AWS";

    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("AWS::CloudFormation::Stack", BesideEntries.OTHER_TEMPLATE),
            entry("AWS::CloudFormation::StackSet", BesideEntries.OTHER_TEMPLATE),
            entry("AWS::Serverless::Application", BesideEntries.OTHER_TEMPLATE),
            entry("AWS::ServiceCatalog::CloudFormationProvisionedProduct", BesideEntries.OTHER_TEMPLATE),
            entry("AWS::EKS::Nodegroup", BesideEntries.NODES),
            entry("AWS::EKS::FargateProfile", BesideEntries.PODS),
            entry("Custom::AWSCDK-EKS-FargateProfile", BesideEntries.PODS),
            entry("AWS::EKS::Capability", BesideEntries.CAPABILITY),
            entry("AWS::EKS::IdentityProviderConfig", BesideEntries.OPENID_CONNECT),
            entry("Custom::AWSCDK-EKS-HelmChart", BesideEntries.CHART),
            entry("AWSQS::Kubernetes::Helm", BesideEntries.CHART),
            entry("AWSQS::EKS::Cluster", BesideEntries.AWS_AUTH));

    /** The property that has an object of Kubernetes as text, by the type of the resource. */
    private static final Map<String, String> MANIFESTS =
            Map.of("Custom::AWSCDK-EKS-KubernetesResource", "Manifest", "AWSQS::Kubernetes::Resource", "Manifest");

    private HeldElsewhere() {}

    /** Whether resources of a type are looked at; what has no type may be of any. */
    static boolean isLookedAt(String type) {
        return REASONS.containsKey(type)
                || MANIFESTS.containsKey(type)
                || type.equals(PATCH)
                || type.equals(CALL)
                || type.isEmpty()
                || type.endsWith(MODULE);
    }

    /** Why a resource is named as left out. */
    static Optional<String> reason(String type, ScopedField resource, TemplateEvaluator evaluator) {
        if (type.isEmpty()) {
            return Optional.of(
                    "has no Type, so nobody knows whether it is an access entry; " + TemplateMacros.PROCESSED);
        }
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
        if (type.equals(CALL)) {
            return reasonOfCall(resource, evaluator);
        }
        return Optional.ofNullable(REASONS.get(type));
    }

    private static Optional<String> reasonOf(ScopedField resource, String property, TemplateEvaluator evaluator) {
        try {
            Optional<ScopedField> manifest = evaluator.property(resource, property);
            return manifest.isPresent()
                    ? ObjectsInText.reason(new ManifestText(evaluator).of(manifest.get()))
                    : Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it " + BesideEntries.AWS_AUTH);
        }
    }

    private static Optional<String> reasonOfPatch(ScopedField resource, TemplateEvaluator evaluator) {
        try {
            Optional<ScopedField> name = evaluator.property(resource, "ResourceName");
            if (name.isEmpty()) {
                return Optional.empty();
            }
            Field patched = evaluator.evaluate(name.get());
            if (!patched.isText()) {
                throw new Unanswered("patches something that is not named by a text");
            }
            return reasonOfName(patched.text().orElse("").toLowerCase(Locale.ROOT));
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it " + BesideEntries.AWS_AUTH);
        }
    }

    /** A name as kubectl takes it, with the kind before it. */
    private static Optional<String> reasonOfName(String name) {
        if (name.endsWith("/aws-auth")) {
            return Optional.of(BesideEntries.AWS_AUTH);
        }
        return name.matches("(cluster)?role(binding)?s?[./].*") ? Optional.of(BesideEntries.RBAC) : Optional.empty();
    }

    /** What is called stands in a text of JSON, or in a mapping as older versions wrote it. */
    private static Optional<String> reasonOfCall(ScopedField resource, TemplateEvaluator evaluator) {
        for (String event : new String[] {"Create", "Update", "Delete"}) {
            try {
                Optional<ScopedField> call = evaluator.property(resource, event);
                if (call.isPresent() && isOfAccess(call.get(), evaluator)) {
                    return Optional.of("calls EKS to change access entries, as nobody here can follow; write resources "
                            + AccessEntryResource.TYPE + " instead");
                }
            } catch (Unanswered e) {
                return Optional.of(e.reason() + ", and so nothing says whether it calls EKS to change access entries");
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAccess(ScopedField call, TemplateEvaluator evaluator) throws Unanswered {
        Field chosen = evaluator.chosen(call);
        Optional<ScopedField> action =
                chosen.isMapping() && FunctionCall.of(chosen).isEmpty()
                        ? evaluator.member(call.to(chosen), "action")
                        : Optional.of(call.to(chosen));
        if (action.isEmpty()) {
            return false;
        }
        String text = new ManifestText(evaluator).of(action.get()).toLowerCase(Locale.ROOT);
        return text.contains("accessentry") || text.contains("accesspolicy");
    }
}
