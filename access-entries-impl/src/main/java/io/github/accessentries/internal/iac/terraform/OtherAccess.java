package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Optional;

/** Resources that give access which no entry of the document says. They are named. */
final class OtherAccess {

    static final String CLUSTER = "aws_eks_cluster";

    private static final String FLAG = "bootstrap_cluster_creator_admin_permissions";
    private static final String ENTRY_OF_CLOUD_CONTROL = "awscc_eks_access_entry";
    /** All types that are looked at. */
    static final List<String> TYPES = List.of(
            CLUSTER,
            ENTRY_OF_CLOUD_CONTROL,
            "kubernetes_config_map",
            "kubernetes_config_map_v1",
            "kubernetes_config_map_v1_data");

    private OtherAccess() {}

    /** Whether a resource of a type means anything here. */
    static boolean isKept(String type) {
        return type.equals(Resource.ENTRY) || type.equals(Resource.ASSOCIATION) || TYPES.contains(type);
    }

    /** How the values of a resource are asked for. */
    interface Values {
        Optional<Field> of(Field written) throws Unanswered;
    }

    /**
     * What a resource gives beyond the entries.
     *
     * @param type its type
     * @param body its arguments
     * @param values what fills them in
     * @param isComplete whether what stands there is all, so that what is left out has its default
     * @return why it is named; empty if it gives nothing
     */
    static Optional<String> reason(String type, Field body, Values values, boolean isComplete) {
        try {
            if (type.equals(CLUSTER)) {
                return ofCluster(body, values, isComplete);
            }
            if (type.equals(ENTRY_OF_CLOUD_CONTROL)) {
                return Optional.of("is an entry of the provider awscc, which is not read here");
            }
            return ofConfigMap(body, values);
        } catch (Unanswered e) {
            return Optional.of("may give access that no entry here says, since it " + e.reason());
        }
    }

    private static Optional<String> ofCluster(Field body, Values values, boolean isComplete) throws Unanswered {
        String creator = "EKS gives an entry to whoever creates the cluster, which no document says";
        Optional<Field> config = body.member("access_config")
                .flatMap(field -> Blocks.bodies(field).stream().findFirst());
        Optional<Field> flag = config.flatMap(access -> access.member(FLAG)).filter(field -> !field.isEmpty());
        if (flag.isEmpty()) {
            return isComplete
                    ? Optional.of(FLAG + " is left out, which EKS takes for true: " + creator)
                    : Optional.empty();
        }
        Optional<String> value = values.of(flag.get()).filter(Field::isText).flatMap(Field::text);
        return value.filter("false"::equals).isPresent()
                ? Optional.empty()
                : Optional.of(FLAG + " is true: " + creator);
    }

    private static Optional<String> ofConfigMap(Field body, Values values) throws Unanswered {
        Optional<Field> name = body.member("metadata")
                .flatMap(field -> Blocks.bodies(field).stream().findFirst())
                .flatMap(metadata -> metadata.member("name"))
                .filter(field -> !field.isEmpty());
        Optional<Field> value = name.isEmpty() ? Optional.empty() : values.of(name.get());
        return value.filter(Field::isText)
                .flatMap(Field::text)
                .filter("aws-auth"::equals)
                .map(awsAuth -> "is the ConfigMap aws-auth, whose mappings are not entries; see the migration from it");
    }
}
