package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What objects of Kubernetes in a text give, of which parts may be unknown. */
final class ObjectsInText {

    private static final String CONFIG_MAP = "ConfigMap";
    private static final String RBAC_GROUP = "rbac.authorization.k8s.io/";
    private static final Set<String> CONTROLLED =
            Set.of("AccessEntry", "AccessPolicyAssociation", "AWSManagedControlPlane");

    private ObjectsInText() {}

    /**
     * Why a text is named as left out: for the ConfigMap of principals before all others.
     *
     * @throws Unanswered if nothing says whether that is there, or the text is no such objects
     */
    static Optional<String> reason(String manifest) throws Unanswered {
        List<Field> objects = new ArrayList<>();
        try {
            Document.parseAll(manifest, "manifest", DocumentLimits.CLOUDFORMATION_TEMPLATE)
                    .roots()
                    .forEach(root -> addAll(root, objects));
        } catch (InvalidDesiredAccessException e) {
            throw new Unanswered("has objects of Kubernetes that cannot be read");
        }
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
            isUnknown |= ManifestText.hasUnknown(kind) || (kind.equals(CONFIG_MAP) && ManifestText.hasUnknown(name));
            reason = reason.or(() -> reasonOf(kind, text(object, "apiVersion")));
        }
        if (isUnknown) {
            throw new Unanswered("has an object of Kubernetes whose name is not known");
        }
        return reason;
    }

    private static Optional<String> reasonOf(String kind, String apiVersion) {
        if (apiVersion.startsWith(RBAC_GROUP)) {
            return Optional.of(BesideEntries.RBAC);
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
