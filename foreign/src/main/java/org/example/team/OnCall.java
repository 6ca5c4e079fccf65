package org.example.team;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;

/** Lets one role in as those who are on call. */
public final class OnCall implements IdentityMapper {

    private final String role;

    public OnCall(String role) {
        this.role = role;
    }

    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        return identity.canonicalArn().equals(role)
                ? Mapped.builder().username("on-call").addGroups("on-call").source("the one role").build()
                : new Unmapped();
    }
}
