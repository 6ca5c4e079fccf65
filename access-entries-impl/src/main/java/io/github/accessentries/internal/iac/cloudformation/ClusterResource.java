package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.CreatorsEntry;
import io.github.accessentries.internal.iac.Gathering;
import java.util.Map;
import java.util.Optional;

/**
 * What a cluster says of access to itself: nothing of it is an access entry of the template.
 *
 * @param within the property that has everything; empty if the properties themselves do
 * @param config the name of the configuration of access
 * @param mode the name of the authentication mode in it
 * @param bootstrap the name of what makes the creator an administrator
 * @param compute the name of the configuration of nodes that EKS keeps itself
 * @param nodeRole the name of their role in it
 */
record ClusterResource(String within, String config, String mode, String bootstrap, String compute, String nodeRole) {

    static final String TYPE = "AWS::EKS::Cluster";

    /** The CDK makes clusters by itself, too, and hands the configuration on to the API of EKS. */
    private static final Map<String, ClusterResource> BY_TYPE = Map.of(
            TYPE,
            new ClusterResource(
                    "",
                    "AccessConfig",
                    "AuthenticationMode",
                    "BootstrapClusterCreatorAdminPermissions",
                    "ComputeConfig",
                    "NodeRoleArn"),
            "Custom::AWSCDK-EKS-Cluster",
            new ClusterResource(
                    "Config",
                    "accessConfig",
                    "authenticationMode",
                    "bootstrapClusterCreatorAdminPermissions",
                    "computeConfig",
                    "nodeRoleArn"));

    static Optional<ClusterResource> ofType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    static boolean isType(String type) {
        return BY_TYPE.containsKey(type);
    }

    /** Names what a cluster says of access. */
    void leaveOut(ScopedField resource, TemplateEvaluator evaluator, Gathering gathering) {
        try {
            Optional<ScopedField> access = property(resource, config, evaluator);
            if (access.isPresent() && evaluator.member(access.get(), mode).isPresent()) {
                gathering.omit(
                        access.get().field(),
                        "the authentication mode belongs to the cluster, not to its access entries");
            }
            leaveOutCreator(resource.field(), access, evaluator, gathering);
            Optional<ScopedField> nodes = property(resource, compute, evaluator);
            if (nodes.isPresent() && evaluator.member(nodes.get(), nodeRole).isPresent()) {
                gathering.omit(nodes.get().field(), BesideEntries.NODES_OF_EKS);
            }
        } catch (Unanswered e) {
            gathering.omit(resource.field(), CreatorsEntry.unknown(e.reason()));
        }
    }

    private void leaveOutCreator(
            Field resource, Optional<ScopedField> access, TemplateEvaluator evaluator, Gathering gathering)
            throws Unanswered {
        Optional<ScopedField> flag = access.isPresent() ? evaluator.member(access.get(), bootstrap) : Optional.empty();
        if (flag.isEmpty()) {
            gathering.omit(
                    access.map(ScopedField::field).orElse(resource),
                    CreatorsEntry.leftOut("BootstrapClusterCreatorAdminPermissions"));
            return;
        }
        Field field = flag.get().field();
        try {
            Field value = evaluator.evaluate(flag.get());
            if (!value.isText() || !value.text().filter("false"::equals).isPresent()) {
                gathering.omit(field, CreatorsEntry.asked("BootstrapClusterCreatorAdminPermissions"));
            }
        } catch (Unanswered e) {
            gathering.omit(field, CreatorsEntry.unknown(e.reason()));
        }
    }

    private Optional<ScopedField> property(ScopedField resource, String name, TemplateEvaluator evaluator)
            throws Unanswered {
        if (within.isEmpty()) {
            return evaluator.property(resource, name);
        }
        Optional<ScopedField> all = evaluator.property(resource, within);
        return all.isPresent() ? evaluator.member(all.get(), name) : Optional.empty();
    }
}
