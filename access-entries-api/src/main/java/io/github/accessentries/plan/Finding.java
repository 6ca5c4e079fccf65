package io.github.accessentries.plan;

import io.github.accessentries.PrincipalArn;
import java.util.Locale;

/**
 * A danger of what is about to be done. It stops the whole of it until somebody who has read it signs it off by its
 * {@linkplain #name() name}, or all of its {@linkplain Kind#id() kind}.
 *
 * @param kind the kind of danger
 * @param subject the principal that it is about, as text, empty if it is about the whole cluster
 * @param text what would happen, and what to do about it
 */
public record Finding(Kind kind, String subject, String text) {

    /** The kinds of danger. */
    public enum Kind {
        /** Nobody would be left who may do everything. */
        NO_ADMINISTRATOR,
        /** Whoever makes the change would lose access by it. */
        CALLER_LOSES_ACCESS,
        /** Nodes or Fargate pods would not be let into the cluster any more. */
        NODES_LOSE_ENTRY,
        /** An entry gets another type, and its principal has no access for a moment. */
        TYPE_CHANGE,
        /** Without its entry, a principal becomes again what the {@code aws-auth} ConfigMap says. */
        AWS_AUTH_TAKES_OVER,
        /**
         * The principal was deleted in IAM and made again after its entry, which is dead since; making the entry again gives
         * its access to whoever has the principal now.
         */
        DEAD_ENTRY,
        /** The cluster's platform version is older than access entries. */
        PLATFORM_TOO_OLD,
        /** Somebody has access by the {@code aws-auth} ConfigMap only, or nobody looked. */
        AWS_AUTH_STILL_USED;

        /**
         * The name by which all findings of this kind are signed off.
         *
         * @return for example {@code no-administrator}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A finding about the whole cluster.
     *
     * @param kind the kind of danger
     * @param text what would happen, and what to do about it
     * @return the finding
     */
    public static Finding of(Kind kind, String text) {
        return new Finding(kind, "", text);
    }

    /**
     * A finding about one principal.
     *
     * @param kind the kind of danger
     * @param principal whom it is about
     * @param text what would happen, and what to do about it
     * @return the finding
     */
    public static Finding of(Kind kind, PrincipalArn principal, String text) {
        return new Finding(kind, principal.toString(), text);
    }

    /**
     * The name by which exactly this finding is signed off.
     *
     * @return for example {@code type-change:arn:aws:iam::111122223333:role/dev}
     */
    public String name() {
        return subject.isEmpty() ? kind.id() : kind.id() + ":" + subject;
    }

    /**
     * The finding in words.
     *
     * @return name and text
     */
    @Override
    public String toString() {
        return name() + ": " + text;
    }
}
