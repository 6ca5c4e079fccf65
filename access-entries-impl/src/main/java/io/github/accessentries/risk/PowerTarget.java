package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;

/** What a step or a path to power reaches. Immutable, equal by value. */
public sealed interface PowerTarget {

    /**
     * All verbs on all resources.
     *
     * @param where the whole cluster, or the namespaces for which it holds
     */
    record FullControl(Where where) implements PowerTarget {

        /**
         * Requires the place.
         *
         * @param where the place
         */
        public FullControl {
            requireNonNull(where, "where");
        }

        @Override
        public String toString() {
            return "full control " + (where.isClusterWide() ? "of the cluster" : where);
        }
    }

    /** Reading the Secrets of all namespaces. */
    record EverySecret() implements PowerTarget {

        @Override
        public String toString() {
            return "every Secret of the cluster";
        }
    }

    /**
     * Acting as somebody else, with all that is granted there.
     *
     * @param subject whom
     */
    record Identity(Subject subject) implements PowerTarget {

        /**
         * Requires the subject.
         *
         * @param subject whom
         */
        public Identity {
            requireNonNull(subject, "subject");
        }

        @Override
        public String toString() {
            return subject.toString();
        }
    }

    /**
     * Holding a role that was not bound before.
     *
     * @param kind {@code ClusterRole} or {@code Role}
     * @param role its name
     * @param where the whole cluster, or the namespaces in which it can be bound
     */
    record BoundRole(String kind, String role, Where where) implements PowerTarget {

        /**
         * Requires all parts.
         *
         * @param kind the kind
         * @param role the name
         * @param where the place
         */
        public BoundRole {
            requireNonNull(kind, "kind");
            requireNonNull(role, "role");
            requireNonNull(where, "where");
        }

        @Override
        public String toString() {
            return PlainText.name(kind) + " " + PlainText.quoted(role) + " " + where;
        }
    }

    /** Full control of the whole cluster, above which there is nothing. */
    PowerTarget CLUSTER = new FullControl(Where.cluster());

    /** The Secrets of all namespaces. */
    PowerTarget SECRETS = new EverySecret();
}
