package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What objects of Kubernetes give that stand within a document, of whose texts parts may be unknown: of most, such as the ARN of a
 * role, that does not matter.
 */
public final class ObjectsInText {

    /** Stands for an unknown part of a text. No name has it. */
    public static final String UNKNOWN = "\u25A1";

    private static final String CONFIG_MAP = "ConfigMap";
    private static final String RBAC_GROUP = "rbac.authorization.k8s.io/";
    private static final Set<String> RBAC_KINDS = Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
    private static final Set<String> CONTROLLED =
            Set.of("AccessEntry", "AccessPolicyAssociation", "AWSManagedControlPlane");

    /** Kinds of objects of which a controller makes those of a chart, and their groups: Flux, Helm of K3s, Cluster API. */
    private static final Map<String, String> CHARTS = Map.of(
            "HelmRelease", "helm.toolkit.fluxcd.io",
            "HelmChart", "helm.cattle.io",
            "HelmChartProxy", "addons.cluster.x-k8s.io");

    private ObjectsInText() {}

    /**
     * Why a text is named as left out: for the ConfigMap of principals before all others.
     *
     * @param manifest objects of Kubernetes, as YAML or JSON
     * @return the reason; empty if none of them lets anybody in
     * @throws Unanswered if nothing says whether one does, or the text is no such objects
     */
    public static Optional<String> reason(String manifest) throws Unanswered {
        try {
            return reason(Document.parseAll(manifest, "manifest", DocumentLimits.CLOUDFORMATION_TEMPLATE)
                    .roots());
        } catch (InvalidDesiredAccessException e) {
            throw new Unanswered("has objects of Kubernetes that cannot be read");
        }
    }

    /**
     * Why objects are named as left out: for the ConfigMap of principals before all others.
     *
     * @param roots objects, lists of them, or objects that have a list of them
     * @return the reason; empty if none of them lets anybody in
     * @throws Unanswered if nothing says whether one does
     */
    public static Optional<String> reason(List<Field> roots) throws Unanswered {
        List<Field> objects = new ArrayList<>();
        roots.forEach(root -> addAll(root, objects));
        Optional<String> reason = Optional.empty();
        boolean isUnknown = false;
        for (Field object : objects) {
            String kind = text(object, "kind");
            String name = object.member("metadata")
                    .map(metadata -> text(metadata, "name"))
                    .orElse("");
            if (kind.equals(CONFIG_MAP) && name.equals("aws-auth")) {
                return Optional.of(BesideEntries.AWS_AUTH);
            }
            isUnknown |= kind.contains(UNKNOWN) || (kind.equals(CONFIG_MAP) && name.contains(UNKNOWN));
            reason = reason.or(() -> reason(text(object, "apiVersion"), kind));
        }
        if (isUnknown) {
            throw new Unanswered("has an object of Kubernetes whose name is not known");
        }
        return reason;
    }

    /**
     * Why an object is named as left out that is no ConfigMap.
     *
     * @param apiVersion its group and version; empty if it has none, and {@link #UNKNOWN} where they are not known
     * @param kind its kind
     * @return the reason; empty if it lets nobody in
     */
    public static Optional<String> reason(String apiVersion, String kind) {
        boolean mayBeOfAnyGroup = apiVersion.isEmpty() || apiVersion.contains(UNKNOWN);
        if (apiVersion.startsWith(RBAC_GROUP) || (mayBeOfAnyGroup && RBAC_KINDS.contains(kind))) {
            return Optional.of(BesideEntries.RBAC);
        }
        int slash = apiVersion.indexOf('/');
        if (slash > 0 && apiVersion.substring(0, slash).equals(CHARTS.get(kind))) {
            return Optional.of(BesideEntries.CHART);
        }
        return CONTROLLED.contains(kind) ? Optional.of(BesideEntries.CONTROLLED) : Optional.empty();
    }

    /** Objects stand in lists, which may be objects themselves. */
    private static void addAll(Field field, List<Field> objects) {
        if (field.isList()) {
            field.items().forEach(item -> addAll(item, objects));
            return;
        }
        Optional<Field> items = field.member("items").filter(Field::isList);
        if (items.isPresent() && text(field, "kind").endsWith("List")) {
            addAll(items.get(), objects);
        } else {
            objects.add(field);
        }
    }

    private static String text(Field object, String name) {
        return object.member(name).filter(Field::isText).flatMap(Field::text).orElse("");
    }
}
