package io.github.accessentries.recovery;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Change;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What would help against an obstacle, as data. Nothing is done by it; a person decides. Immutable. */
public sealed interface Remedy {

    /**
     * Changes of access entries, in their order.
     *
     * @param changes at least one
     */
    record ChangeEntries(List<Change> changes) implements Remedy {

        /**
         * Keeps a copy.
         *
         * @param changes at least one
         */
        public ChangeEntries {
            changes = List.copyOf(requireNonNull(changes, "changes"));
        }

        /** The changes on one line. */
        @Override
        public String toString() {
            return changes.stream().map(Change::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * The next authentication mode of the cluster, which cannot be undone.
     *
     * @param mode the mode
     */
    record ChangeMode(AuthenticationMode mode) implements Remedy {

        /**
         * Requires the mode.
         *
         * @param mode the mode
         */
        public ChangeMode {
            requireNonNull(mode, "mode");
        }

        @Override
        public String toString() {
            return "change the authentication mode to " + mode;
        }
    }

    /**
     * Credentials of another principal.
     *
     * @param principal whose
     */
    record UseCredentialsOf(PrincipalArn principal) implements Remedy {

        /**
         * Requires the principal.
         *
         * @param principal whose
         */
        public UseCredentialsOf {
            requireNonNull(principal, "principal");
        }

        @Override
        public String toString() {
            return "use credentials of " + principal;
        }
    }

    /**
     * A new token.
     *
     * @param cluster the cluster that it has to be for
     */
    record MintToken(String cluster) implements Remedy {

        /**
         * Requires the cluster.
         *
         * @param cluster the cluster that it has to be for
         */
        public MintToken {
            requireNonNull(cluster, "cluster");
        }

        @Override
        public String toString() {
            return "mint a new token for cluster " + PlainText.name(cluster);
        }
    }

    /**
     * Some time.
     *
     * @param atMost how long it can take
     */
    record WaitFor(Duration atMost) implements Remedy {

        /**
         * Requires the time.
         *
         * @param atMost how long it can take
         */
        public WaitFor {
            requireNonNull(atMost, "atMost");
        }

        @Override
        public String toString() {
            return "wait up to " + atMost.toSeconds() + " seconds";
        }
    }
}
