package io.github.accessentries.testkit.example;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Unmapped;
import java.util.Set;

/** Lets some roles in as those who are on call. */
record OnCallMapper(Set<String> roles) implements IdentityMapper {

    @Override
    public Mapping map(IamIdentity identity) {
        requireNonNull(identity, "identity");
        if (!roles.contains(identity.canonicalArn())) {
            return new Unmapped();
        }
        return Mapped.builder()
                .username("on-call:{{SessionName}}")
                .addGroups("on-call")
                .source("roles that are on call")
                .build();
    }
}
