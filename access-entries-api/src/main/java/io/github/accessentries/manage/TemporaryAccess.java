package io.github.accessentries.manage;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Ending;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.immutables.value.Value;

/** What was granted to a principal for a while, as the tags of its entry tell it. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class TemporaryAccess {

    TemporaryAccess() {}

    /**
     * Starts with nothing granted; id, principal, both times and whether it is over are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads it from the tags of an entry. */
    static TemporaryAccess of(PrincipalArn principal, Ending ending, Instant now) {
        Builder access = builder()
                .id(ending.id())
                .principal(principal)
                .wholeEntry(ending.makesEntry())
                .groups(ending.groups())
                .since(ending.since())
                .until(ending.until())
                .expired(ending.hasEnded(now));
        ending.scopes().forEach((policy, scope) -> access.addPolicy(PolicyAssociation.of(policy, scope)));
        if (!ending.reason().isEmpty()) {
            access.reason(ending.reason());
        }
        if (!ending.requestedBy().isEmpty()) {
            access.requestedBy(ending.requestedBy());
        }
        return access.build();
    }

    /** {@return what tells it from others of the same entry; part of the keys of its tags} */
    public abstract String id();

    /** {@return the role or user} */
    public abstract PrincipalArn principal();

    /** {@return whether the entry itself ends with it} */
    @Value.Default
    public boolean wholeEntry() {
        return false;
    }

    /** {@return the groups that it added} */
    @Value.NaturalOrder
    public abstract SortedSet<String> groups();

    /** {@return the policies that it added, or added namespaces to} */
    public abstract List<PolicyAssociation> policies();

    /** {@return when it was granted} */
    public abstract Instant since();

    /** {@return when it ends or ended} */
    public abstract Instant until();

    /** {@return whether it was over when this was read, and waits to be taken away} */
    public abstract boolean expired();

    /** {@return why it was granted, if that was told} */
    public abstract Optional<String> reason();

    /** {@return who asked for it, if that was told} */
    public abstract Optional<String> requestedBy();

    /**
     * What was granted, in words.
     *
     * @return for example {@code AmazonEKSAdminPolicy in namespace payments, group on-call}
     */
    public final String what() {
        List<String> parts = new ArrayList<>();
        if (wholeEntry()) {
            parts.add("the entry");
        }
        policies().forEach(policy -> parts.add(policy.toString()));
        groups().forEach(group -> parts.add("group " + PlainText.name(group)));
        return parts.isEmpty() ? "nothing that is left" : String.join(", ", parts);
    }

    /**
     * It on one line.
     *
     * @return principal, what, until when, why and for whom
     */
    @Override
    public final String toString() {
        return principal() + ": " + what() + (expired() ? ", ended at " : ", until ") + until()
                + reason().map(text -> ", because " + PlainText.quoted(text)).orElse("")
                + requestedBy()
                        .map(who -> ", requested by " + PlainText.name(who))
                        .orElse("");
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableTemporaryAccess.Builder {
        Builder() {}
    }
}
