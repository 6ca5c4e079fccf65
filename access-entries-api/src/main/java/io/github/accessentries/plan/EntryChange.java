package io.github.accessentries.plan;

import io.github.accessentries.PrincipalArn;

/** A change to the access entry of one principal. */
public sealed interface EntryChange extends Change
        permits Change.Create,
                Change.Update,
                Change.Tag,
                Change.Untag,
                Change.Associate,
                Change.Rescope,
                Change.Disassociate,
                Change.Delete,
                Change.Replace {

    /** {@return the principal whose access changes: a role or user} */
    PrincipalArn principal();

    @Override
    default String target() {
        return principal().toString();
    }
}
