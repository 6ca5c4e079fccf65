package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import java.util.Optional;

/** What objects of Crossplane wish, and where. */
final class CrossplaneSpec {

    private static final String DEFAULT = "default";

    private final ManifestObjects objects;

    CrossplaneSpec(ManifestObjects objects) {
        this.objects = objects;
    }

    /** What is wished, or what stands in place of it and is filled in. */
    static Optional<Field> wished(ManifestObject object) {
        return Members.ofAny(object.at())
                .requiredField("spec")
                .flatMap(spec ->
                        spec.isText() ? Optional.of(spec) : Members.ofAny(spec).requiredField("forProvider"));
    }

    /** What a section says once all is filled in; the region says where, not what. */
    Field known(Field parameters) throws Unanswered {
        return known(parameters, "region");
    }

    /** What a section says once all is filled in, be it the section as a whole; some of its members are of no concern. */
    Field known(Field section, String... without) throws Unanswered {
        return objects.known(section.isText() ? section : KnownFields.without(section, without));
    }

    /** A field, or what refers to it, as it is written. */
    static String written(Field wished, String name) {
        return ManifestObject.find(wished, name)
                .or(() -> ManifestObject.find(wished, name + "Ref", "name"))
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("");
    }

    /** A field that says what it says itself. */
    Optional<String> literal(Field wished, String name) {
        try {
            Optional<Field> field = wished.member(name).filter(Field::isText);
            return field.isEmpty()
                    ? Optional.empty()
                    : objects.known(field.get()).text();
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }

    /**
     * The configuration of the provider leads to an account. Without one, an object takes that named {@code default}; an object of a
     * namespace may take one of the whole cluster.
     */
    PlaceOfCluster place(ManifestObject object) {
        boolean isOfNamespace = object.group().equals(CrossplaneReader.NAMESPACED_GROUP);
        String name = said(object, "name", DEFAULT);
        String kind = said(object, "kind", isOfNamespace ? "ClusterProviderConfig" : "ProviderConfig");
        String namespace = isOfNamespace && kind.equals("ProviderConfig") ? object.namespace() : "";
        return objects.place(
                objects.said(object, "spec", "forProvider", "region"), ManifestObject.address(kind, namespace, name));
    }

    private String said(ManifestObject object, String member, String otherwise) {
        String said = objects.written(object, "spec", "providerConfigRef", member);
        return said.isEmpty() ? otherwise : said;
    }
}
