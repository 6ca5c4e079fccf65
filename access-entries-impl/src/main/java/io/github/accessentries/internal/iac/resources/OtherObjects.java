package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What access may come of objects that a reader has no other use for. */
final class OtherObjects {

    /** Kinds whose objects are entries, or have some. */
    private static final Set<String> KINDS = Set.of("AccessEntry", "AccessPolicyAssociation", "AWSManagedControlPlane");

    /** These have such a kind in them and make nothing of it. */
    private static final Set<String> DEFINITIONS = Set.of("CustomResourceDefinition", "CompositeResourceDefinition");

    private static final List<String> REFERENCES = List.of("Ref", "Refs", "References", "managedFields");

    private OtherObjects() {}

    /** Tells what may come of an object that is of another kind, or of another group or version. */
    static void tell(ManifestObject object, ManifestObjects objects) {
        if (KINDS.contains(object.kind())) {
            objects.omit(object, "is of " + object.apiVersion() + ", which is not read here");
        } else if (object.is("ConfigMap", "v1") && object.name().equals("aws-auth")) {
            objects.omit(object, "lets people in without access entries; read it with AwsAuthConfigMap");
        } else if (!DEFINITIONS.contains(object.kind())) {
            mentioned(object.at())
                    .ifPresent(kind -> objects.omit(
                            object,
                            "has " + kind + " in it, and what comes of that only its controller knows; read what it"
                                    + " makes"));
        }
    }

    /** The first kind that something is to be made or changed of, be it a mapping or a text that is rendered. */
    private static Optional<String> mentioned(Field field) {
        if (field.isList()) {
            return field.items().stream()
                    .flatMap(item -> mentioned(item).stream())
                    .findFirst();
        }
        if (field.isMapping()) {
            return field.members().entrySet().stream()
                    .filter(member -> REFERENCES.stream().noneMatch(member.getKey()::endsWith))
                    .flatMap(member -> mentioned(member).stream())
                    .findFirst();
        }
        String text = field.isText() ? field.text().orElse("") : "";
        return KINDS.stream()
                .filter(kind -> text.contains("kind: " + kind) || text.contains("\"kind\":\"" + kind + "\""))
                .findFirst();
    }

    private static Optional<String> mentioned(Map.Entry<String, Field> member) {
        Field value = member.getValue();
        return member.getKey().equals("kind") && value.isText()
                ? value.text().filter(KINDS::contains)
                : mentioned(value);
    }
}
