package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.ObjectsInText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects within the cluster that say who may do what there: {@code aws-auth}, and RBAC. */
final class KubernetesAccess {

    /** Types of resources that are a ConfigMap, or the data of one. */
    static final List<String> CONFIG_MAPS =
            List.of("kubernetes_config_map", "kubernetes_config_map_v1", "kubernetes_config_map_v1_data");

    /** Types of resources that are an object of RBAC. */
    static final List<String> RBAC_TYPES = List.of(
            "kubernetes_role",
            "kubernetes_role_v1",
            "kubernetes_role_binding",
            "kubernetes_role_binding_v1",
            "kubernetes_cluster_role",
            "kubernetes_cluster_role_v1",
            "kubernetes_cluster_role_binding",
            "kubernetes_cluster_role_binding_v1");

    /** Types of resources that are any object, and the argument that has it. */
    static final Map<String, String> MANIFESTS = Map.of(
            "kubernetes_manifest", "manifest",
            "kubectl_manifest", "yaml_body",
            "kustomization_resource", "manifest");

    private KubernetesAccess() {}

    static Optional<String> ofConfigMap(OtherResource resource) throws Unanswered {
        return resource.text("metadata", "name").equals("aws-auth")
                ? Optional.of(BesideEntries.AWS_AUTH)
                : Optional.empty();
    }

    /** What an object gives, be it written as a mapping or as a text. */
    static Optional<String> ofManifest(OtherResource resource, String argument) throws Unanswered {
        Optional<Field> written = resource.written(argument);
        if (written.filter(Field::isMapping).isPresent()) {
            return ofMapping(resource, argument);
        }
        Field value;
        try {
            value = resource.value(argument).orElseThrow(() -> new Unanswered("has no " + argument));
        } catch (Unanswered e) {
            return ofTemplate(written.orElseThrow(() -> e), e);
        }
        return value.isText() ? ObjectsInText.reason(value.text().orElseThrow()) : ObjectsInText.reason(List.of(value));
    }

    /** Of an object, only a few parts matter; the others need not be known. */
    private static Optional<String> ofMapping(OtherResource resource, String argument) throws Unanswered {
        String kind = resource.text(argument, "kind");
        if (kind.equals("ConfigMap")) {
            return resource.text(argument, "metadata", "name").equals("aws-auth")
                    ? Optional.of(BesideEntries.AWS_AUTH)
                    : Optional.empty();
        }
        return kind.isEmpty() || kind.endsWith("List")
                ? ObjectsInText.reason(List.of(resource.value(argument).orElseThrow()))
                : ObjectsInText.reason(apiVersion(resource, argument), kind);
    }

    private static String apiVersion(OtherResource resource, String argument) {
        try {
            return resource.text(argument, "apiVersion");
        } catch (Unanswered unknown) {
            return ObjectsInText.UNKNOWN;
        }
    }

    /** Of most texts nobody knows all parts, such as the ARN of a role, but what they are is known nevertheless. */
    private static Optional<String> ofTemplate(Field written, Unanswered unknown) throws Unanswered {
        String text = written.isText() ? written.text().orElseThrow() : "";
        if (!text.contains("kind")) {
            throw unknown;
        }
        return ObjectsInText.reason(text.replaceAll("\\$\\{[^{}]*}", ObjectsInText.UNKNOWN));
    }
}
