package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where resources stand, and how to know what their properties are. */
interface PulumiDocument {

    /** The resources, also those that Pulumi does not make or may not keep; what else there is has been told. */
    List<PulumiResource> resources();

    /** The resource with an address. */
    Optional<PulumiResource> resource(String address);

    /**
     * What a property of a resource is, without what is {@code null}.
     *
     * @throws Unanswered if any part of it is not known
     */
    Field known(PulumiResource resource, Field property) throws Unanswered;

    /**
     * Whether a property that is written so is the same wherever it is written so, although nobody knows what it is.
     *
     * @param written all that it says, as one text
     */
    boolean isSameAsWritten(String written);

    /** What makes a resource, if that stands here. */
    default Optional<PulumiResource> providerOf(PulumiResource resource) {
        return resource.provider().flatMap(this::resource);
    }

    /** Whether what components make of their properties stands here, too. */
    boolean hasPartsOfComponents();

    /**
     * What one property of a resource is; empty if it has no such property.
     *
     * @throws Unanswered if any part of it is not known
     */
    default Optional<Field> known(PulumiResource resource, String name) throws Unanswered {
        Optional<Field> written = resource.properties().member(name).filter(field -> !field.isEmpty());
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Field all = resource.properties().withMembers(Map.of(name, written.get()));
        return Optional.ofNullable(known(resource, all).members().get(name));
    }
}
