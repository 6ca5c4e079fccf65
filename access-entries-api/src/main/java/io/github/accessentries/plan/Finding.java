package io.github.accessentries.plan;

import io.github.accessentries.PrincipalArn;
import java.util.Locale;

/**
 * A danger of the changes that are about to be made. None of them is made until a person has reviewed the finding and
 * signed it off by its {@linkplain #name() name} or by its {@linkplain Kind#id() kind}.
 *
 * @param kind the kind of danger
 * @param subject the ARN of the principal that it is about, empty if it is about the whole cluster
 * @param text what would happen and what to do about it
 */
public record Finding(Kind kind, String subject, String text) {

    /** The kinds of danger. */
    public enum Kind {
        /** The cluster would have no administrator left. */
        NO_ADMINISTRATOR,
        /** The caller would lose access by its own change. */
        CALLER_LOSES_ACCESS,
        /** Nodes or Fargate pods could no longer join the cluster. */
        NODES_LOSE_ENTRY,
        /** The type of an entry changes, so its principal has no access for a moment. */
        TYPE_CHANGE,
        /** Without its entry, the {@code aws-auth} ConfigMap applies to the principal again. */
        AWS_AUTH_TAKES_OVER,
        /**
         * The principal was deleted and recreated in IAM after its entry was created, so the entry is dead; creating it
         * again gives its access to whoever controls the principal now.
         */
        DEAD_ENTRY,
        /** The cluster's platform version is older than access entries. */
        PLATFORM_TOO_OLD,
        /** Some principals have access only through the {@code aws-auth} ConfigMap, or it was not read. */
        AWS_AUTH_STILL_USED;

        /**
         * The name that signs off all findings of this kind.
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
     * @param text what would happen and what to do about it
     * @return the finding
     */
    public static Finding of(Kind kind, String text) {
        return new Finding(kind, "", text);
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
        return new Finding(kind, principal.toString(), text);
    }

    /**
     * The name that signs off exactly this finding.
     *
     * @return for example {@code type-change:arn:aws:iam::111122223333:role/dev}
     */
    public String name() {
        return subject.isEmpty() ? kind.id() : kind.id() + ":" + subject;
    }

    /**
     * The finding as text.
     *
     * @return its name and text
     */
    @Override
    public String toString() {
        return name() + ": " + text;
    }
}
