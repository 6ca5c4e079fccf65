package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects within the cluster that say who may do what there: {@code aws-auth}, and RBAC. */
final class KubernetesAccess {

    static final String RBAC =
            "is RBAC, which says what the groups and user names of entries may do; read it from the cluster";
    private static final String AWS_AUTH =
            "is the ConfigMap aws-auth, whose mappings are not entries; see the migration from it";

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

    private static final Set<String> RBAC_KINDS = Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");

    /** No name has it. */
    private static final String UNKNOWN = "\u25A1";

    private KubernetesAccess() {}

    static Optional<String> ofConfigMap(OtherResource resource) throws Unanswered {
        return resource.text("metadata", "name").equals("aws-auth") ? Optional.of(AWS_AUTH) : Optional.empty();
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
        return value.isText() ? ofText(value.text().orElseThrow()) : ofObject(value);
    }

    /** Of an object, only a few parts matter; the others need not be known. */
    private static Optional<String> ofMapping(OtherResource resource, String argument) throws Unanswered {
        String kind = resource.text(argument, "kind");
        if (RBAC_KINDS.contains(kind)) {
            return Optional.of(RBAC);
        }
        if (kind.equals("ConfigMap")) {
            return resource.text(argument, "metadata", "name").equals("aws-auth")
                    ? Optional.of(AWS_AUTH)
                    : Optional.empty();
        }
        return kind.isEmpty() || kind.endsWith("List")
                ? ofObject(resource.value(argument).orElseThrow())
                : Optional.empty();
    }

    /** Of most texts nobody knows all parts, such as the ARN of a role, but what they are is known nevertheless. */
    private static Optional<String> ofTemplate(Field written, Unanswered unknown) throws Unanswered {
        String text = written.isText() ? written.text().orElseThrow() : "";
        if (!text.contains("kind")) {
            throw unknown;
        }
        return ofText(text.replaceAll("\\$\\{[^{}]*}", UNKNOWN));
    }

    private static Optional<String> ofText(String manifest) throws Unanswered {
        List<Field> objects;
        try {
            objects = Document.parseAll(manifest, "manifest", DocumentLimits.CLOUDFORMATION_TEMPLATE)
                    .roots();
        } catch (InvalidDesiredAccessException e) {
            throw new Unanswered("has objects of Kubernetes that cannot be read");
        }
        for (Field object : objects) {
            Optional<String> reason = ofObject(object);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofObject(Field object) throws Unanswered {
        String kind = text(object, "kind");
        String name = object.member("metadata")
                .map(metadata -> text(metadata, "name"))
                .orElse("");
        if (kind.contains(UNKNOWN) || kind.isEmpty() || (kind.equals("ConfigMap") && name.contains(UNKNOWN))) {
            throw new Unanswered("has an object of Kubernetes of which nobody knows what it is");
        }
        if (RBAC_KINDS.contains(kind)) {
            return Optional.of(RBAC);
        }
        if (kind.equals("ConfigMap") && name.equals("aws-auth")) {
            return Optional.of(AWS_AUTH);
        }
        List<Field> items = object.member("items")
                .filter(member -> kind.endsWith("List") && member.isList())
                .map(Field::items)
                .orElse(List.of());
        for (Field item : items) {
            Optional<String> reason = ofObject(item);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static String text(Field object, String name) {
        return object.member(name).filter(Field::isText).flatMap(Field::text).orElse("");
    }
}
