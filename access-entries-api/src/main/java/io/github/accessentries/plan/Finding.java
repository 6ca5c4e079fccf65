package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * A danger of the changes that are about to be made. None of them is made until a person has reviewed the finding and
 * signed it off by its {@linkplain #name() name} or by its {@linkplain Kind#id() kind}. Dangers that are there already,
 * whatever the plan changes, are {@linkplain AccessPlan#notices() told} without a sign-off, since refusing the changes would
 * not avert them. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Finding {

    Finding() {}

    /**
     * Starts a finding; all but the subject is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A finding about the whole cluster.
     *
     * @param kind the kind of danger
     * @param text what would happen and what to do about it
     * @return the finding
     */
    public static Finding of(Kind kind, String text) {
        return builder().kind(kind).text(text).build();
    }

    /**
     * A finding about one principal.
     *
     * @param kind the kind of danger
     * @param principal the principal that it is about
     * @param text what would happen and what to do about it
     * @return the finding
     */
    public static Finding of(Kind kind, PrincipalArn principal, String text) {
        return builder()
                .kind(kind)
                .subject(requireNonNull(principal, "principal").arn())
                .text(text)
                .build();
    }

    /** {@return the kind of danger} */
    public abstract Kind kind();

    /** {@return the ARN, account, mapping or object that it is about, empty if it is about the whole cluster} */
    @Value.Default
    public String subject() {
        return "";
    }

    /** {@return what would happen and what to do about it} */
    public abstract String text();

    /**
     * The name that signs off exactly this finding, as it is printed.
     *
     * @return for example {@code type-change:arn:aws:iam::111122223333:role/dev}; a subject with characters that cannot be seen
     *     is in quotes, with their escapes
     */
    public final String name() {
        return subject().isEmpty() ? kind().id() : kind().id() + ":" + PlainText.distinct(subject());
    }

    /**
     * The finding as text.
     *
     * @return its name and text
     */
    @Override
    public final String toString() {
        return PlainText.of(name() + ": " + text());
    }

    /** The kinds of danger. */
    public enum Kind {
        /** The cluster would have no administrator left. */
        NO_ADMINISTRATOR,
        /** The caller would lose access by its own change, or may, where it is unknown what RBAC gives its user name and groups. */
        CALLER_LOSES_ACCESS,
        /** Nodes or Fargate pods could no longer join the cluster. */
        NODES_LOSE_ENTRY,
        /** The type of an entry changes, so its principal has no access for a moment. */
        TYPE_CHANGE,
        /** Without its entry, the {@code aws-auth} ConfigMap applies to the principal again. */
        AWS_AUTH_TAKES_OVER,
        /** An entry hides what the {@code aws-auth} ConfigMap gives its principal, and does not give all of it. */
        AWS_AUTH_HIDDEN,
        /**
         * The principal was deleted and recreated in IAM after its entry was created, so the entry is dead; creating it
         * again gives its access to whoever controls the principal now.
         */
        DEAD_ENTRY,
        /** The cluster's platform version is older than access entries. */
        PLATFORM_TOO_OLD,
        /** Some principals have access only through the {@code aws-auth} ConfigMap, or it was not read, or not in full. */
        AWS_AUTH_STILL_USED,
        /** A principal of another account than the cluster's gets access, which that account can hand on to anybody. */
        FOREIGN_PRINCIPAL,
        /** Two or more entries and more than a third of all, or the only one, would be deleted, as by a state that is for another cluster. */
        MANY_REMOVALS,
        /** An object of RBAC that is not ours, or belongs to another state, would be kept by this one from now on. */
        ADOPTS_OBJECT,
        /** A binding gets another role, so it is deleted and created again, and its subjects have neither role for a moment. */
        BINDING_REPLACED,
        /** A binding gives something to everybody who can log in, or even to those who cannot. */
        GIVES_TO_EVERYBODY,
        /** A binding gives a role that does not exist; whoever makes it decides what is given. Told, and never to be signed off. */
        ROLE_MISSING,
        /** An administrator that the desired state does not list stays one. Told, and never to be signed off. */
        UNLISTED_ADMINISTRATOR,
        /** The cluster's authentication mode changes, and can never go back. */
        ONE_WAY_MODE,
        /** The principal of an entry, or of one to be made, does not exist in IAM, at least not with that path. Told, and never to be signed off. */
        PRINCIPAL_GONE;

        /**
         * The name that signs off all findings of this kind.
         *
         * @return for example {@code no-administrator}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Builds findings. Not thread-safe. */
    public static final class Builder extends ImmutableFinding.Builder {
        Builder() {}
    }
}
