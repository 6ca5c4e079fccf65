package io.github.accessentries.eks;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a finished grant asks for. */
@Value.Immutable
abstract class GrantSpec {

    abstract PrincipalArn principal();

    /** Whether what is not named goes away ({@code declare}) or stays ({@code grant}). */
    abstract boolean exactly();

    abstract Optional<EntryType> type();

    abstract Optional<String> username();

    abstract Set<String> groups();

    abstract Map<String, String> tags();

    abstract Map<AccessPolicy, AccessScope> policies();

    static final class Builder extends ImmutableGrantSpec.Builder {}
}
