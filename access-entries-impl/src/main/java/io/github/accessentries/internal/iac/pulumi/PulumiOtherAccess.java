package io.github.accessentries.internal.iac.pulumi;

import static java.util.Map.entry;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.CreatorsEntry;
import io.github.accessentries.internal.iac.Gathering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What access may come of resources that are no entries. None of it is carried over, all of it is named.
 *
 * @param document where the resources stand
 * @param gathering takes what is left out
 */
record PulumiOtherAccess(PulumiDocument document, Gathering gathering) {

    private static final Set<String> CLUSTERS = Set.of("aws:eks/cluster:Cluster", "aws-native:eks:Cluster");

    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("aws:eks/nodeGroup:NodeGroup", BesideEntries.NODES),
            entry("aws-native:eks:Nodegroup", BesideEntries.NODES),
            entry("aws:eks/fargateProfile:FargateProfile", BesideEntries.PODS),
            entry("aws-native:eks:FargateProfile", BesideEntries.PODS),
            entry("aws:eks/capability:Capability", BesideEntries.CAPABILITY),
            entry("aws-native:eks:Capability", BesideEntries.CAPABILITY),
            entry("aws:eks/identityProviderConfig:IdentityProviderConfig", BesideEntries.OPENID_CONNECT),
            entry("aws-native:eks:IdentityProviderConfig", BesideEntries.OPENID_CONNECT),
            entry("aws:cloudformation/stack:Stack", BesideEntries.OTHER_TEMPLATE),
            entry("aws:cloudformation/stackSet:StackSet", BesideEntries.OTHER_TEMPLATE),
            entry("aws-native:cloudformation:Stack", BesideEntries.OTHER_TEMPLATE),
            entry("aws-native:cloudformation:StackSet", BesideEntries.OTHER_TEMPLATE),
            entry("aws:servicecatalog/provisionedProduct:ProvisionedProduct", BesideEntries.OTHER_TEMPLATE),
            entry("aws:serverlessrepository/cloudFormationStack:CloudFormationStack", BesideEntries.OTHER_TEMPLATE));

    /** The property that has the type of a resource of CloudFormation, by the type of the resource here. */
    private static final Map<String, String> OF_CLOUD_CONTROL =
            Map.of("aws:cloudcontrol/resource:Resource", "typeName", "aws-native:index:ExtensionResource", "type");

    private static final Pattern COMPONENT = Pattern.compile("eks(:index)?:(Cluster|NodeGroup(V2)?|ManagedNodeGroup)");
    private static final List<String> OF_COMPONENTS =
            List.of("accessEntries", "roleMappings", "userMappings", "instanceRoles", "instanceRole", "fargate");

    private static final Pattern RBAC = Pattern.compile(
            "kubernetes:rbac(\\.authorization\\.k8s\\.io)?(/[a-z0-9]+)?:(Cluster)?Role(Binding)?(Patch|List)?");
    private static final Pattern CONTROLLED = Pattern.compile(
            "kubernetes:[^:]*:(AccessEntry|AccessPolicyAssociation|AWSManagedControlPlane)(Patch|List)?");

    private static final Pattern RELEASE = Pattern.compile("kubernetes:helm\\.sh/v[0-9]+:Release");

    /** Components of the provider, of which a stack has the objects. */
    private static final Pattern FILES = Pattern.compile(
            "kubernetes:(helm\\.sh/v[0-9]+:Chart|yaml(/v[0-9]+)?:Config(File|Group)|kustomize(/v[0-9]+)?:Directory)");

    /** Whether resources of a type are looked at. */
    static boolean isLookedAt(String type) {
        return CLUSTERS.contains(type)
                || REASONS.containsKey(type)
                || OF_CLOUD_CONTROL.containsKey(type)
                || PulumiObject.isOne(type)
                || List.of(COMPONENT, RBAC, CONTROLLED, RELEASE, FILES).stream()
                        .anyMatch(types -> types.matcher(type).matches());
    }

    /** Names what a resource gives, unless something else made it. */
    void tell(PulumiResource resource) {
        if (resource.isOnlyRead()) {
            return;
        }
        if (CLUSTERS.contains(resource.type())) {
            tellCluster(resource);
        } else {
            reason(resource).ifPresent(reason -> gathering.omit(resource.at(), resource.subject() + " " + reason));
        }
    }

    private Optional<String> reason(PulumiResource resource) {
        String type = resource.type();
        if (OF_CLOUD_CONTROL.containsKey(type)) {
            return ofCloudControl(resource, OF_CLOUD_CONTROL.get(type));
        }
        if (PulumiObject.isOne(type)) {
            return ofObject(resource);
        }
        if (RBAC.matcher(type).matches()) {
            return Optional.of(BesideEntries.RBAC);
        }
        if (CONTROLLED.matcher(type).matches()) {
            return Optional.of(BesideEntries.CONTROLLED);
        }
        if (RELEASE.matcher(type).matches()) {
            return Optional.of(BesideEntries.CHART);
        }
        if (!document.hasPartsOfComponents()) {
            if (FILES.matcher(type).matches()) {
                return Optional.of(BesideEntries.CHART);
            }
            if (COMPONENT.matcher(type).matches()) {
                return Optional.of(ofComponent(resource));
            }
        }
        return Optional.ofNullable(REASONS.get(type));
    }

    private static String ofComponent(PulumiResource component) {
        List<String> told = OF_COMPONENTS.stream().filter(component::says).toList();
        return "is a component" + (told.isEmpty() ? "" : " with " + String.join(", ", told))
                + ", of which only its provider knows which entries, nodes and mappings of aws-auth it makes; read the"
                + " exported stack";
    }

    private Optional<String> ofCloudControl(PulumiResource resource, String property) {
        try {
            return document.known(resource, property)
                    .filter(Field::isText)
                    .flatMap(Field::text)
                    .flatMap(type -> BesideEntries.ofCloudControl(type)
                            .map(reason -> type.equals("AWS::EKS::AccessEntry")
                                    ? reason + "; write it as " + PulumiResource.NATIVE_ENTRY
                                    : reason));
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it gives access to a cluster");
        }
    }

    private Optional<String> ofObject(PulumiResource resource) {
        try {
            return new PulumiObject(document, resource).reason();
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it lets anybody in");
        }
    }

    private void tellCluster(PulumiResource cluster) {
        Field at = cluster.properties().member("accessConfig").orElse(cluster.at());
        try {
            Optional<Field> flag = document.known(cluster, "accessConfig")
                    .flatMap(config -> config.member(CreatorsEntry.FLAG))
                    .map(PulumiOtherAccess::asTruth);
            CreatorsEntry.reason(flag)
                    .ifPresent(reason -> gathering.omit(flag.orElse(at), cluster.subject() + ": " + reason));
        } catch (Unanswered e) {
            gathering.omit(at, cluster.subject() + " " + CreatorsEntry.unknown(e.reason()));
        }
        tellNodes(cluster);
    }

    /** Values that were given are texts, and Pulumi takes texts for truth values, too. */
    private static Field asTruth(Field flag) {
        return flag.isText()
                ? flag.text()
                        .filter(text -> text.equals("true") || text.equals("false"))
                        .map(flag::withPlainText)
                        .orElse(flag)
                : flag;
    }

    private void tellNodes(PulumiResource cluster) {
        cluster.properties()
                .member("computeConfig")
                .filter(config ->
                        !config.isMapping() || config.member("nodeRoleArn").isPresent())
                .ifPresent(config -> gathering.omit(
                        config, cluster.subject() + " has nodes of Auto Mode: " + BesideEntries.NODES_OF_EKS));
    }
}
