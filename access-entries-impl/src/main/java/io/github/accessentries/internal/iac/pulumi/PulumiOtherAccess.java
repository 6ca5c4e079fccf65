package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.iac.Gathering;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What access may come of resources that are no entries. */
final class PulumiOtherAccess {

    private static final Set<String> CLUSTERS = Set.of("aws:eks/cluster:Cluster", "aws-native:eks:Cluster");
    private static final Set<String> COMPONENTS = Set.of("eks:index:Cluster", "eks:Cluster");
    private static final List<String> OF_COMPONENTS =
            List.of("accessEntries", "roleMappings", "userMappings", "instanceRoles", "instanceRole");

    private PulumiOtherAccess() {}

    static void tell(PulumiResource resource, Gathering gathering) {
        if (CLUSTERS.contains(resource.type())) {
            flag(resource)
                    .filter(flag -> !flag.isEmpty()
                            && flag.text().filter("false"::equals).isEmpty())
                    .ifPresent(flag -> gathering.omit(
                            flag,
                            resource.subject()
                                    + " has EKS make an entry for whoever creates the cluster, with the policy"
                                    + " for administrators; who that is, no document says"));
        } else if (COMPONENTS.contains(resource.type())) {
            OF_COMPONENTS.stream()
                    .filter(resource::says)
                    .forEach(property -> gathering.omit(
                            resource.at(),
                            resource.subject() + " has " + property
                                    + ", of which only its component knows what to make;"
                                    + " read the exported stack"));
        } else if (resource.type().startsWith("kubernetes:core/v1:ConfigMap") && isAwsAuth(resource)) {
            gathering.omit(
                    resource.at(),
                    resource.subject() + " is aws-auth, which lets people in without access entries; read it with"
                            + " AwsAuthConfigMap");
        }
    }

    private static Optional<Field> flag(PulumiResource cluster) {
        return cluster.properties()
                .member("accessConfig")
                .flatMap(config -> config.member("bootstrapClusterCreatorAdminPermissions"));
    }

    private static boolean isAwsAuth(PulumiResource configMap) {
        return configMap
                .properties()
                .member("metadata")
                .flatMap(metadata -> metadata.member("name"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .filter("aws-auth"::equals)
                .isPresent();
    }
}
