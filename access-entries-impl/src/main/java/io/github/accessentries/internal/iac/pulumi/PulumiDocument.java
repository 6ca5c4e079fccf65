package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;

/** Where resources stand, and how to know what their properties are. */
interface PulumiDocument {

    /** The resources that Pulumi makes and keeps; what else there is has been told. */
    List<PulumiResource> resources();

    /**
     * What a property of a resource is, without what is {@code null}.
     *
     * @throws Unanswered if any part of it is not known
     */
    Field known(PulumiResource resource, Field property) throws Unanswered;
}
