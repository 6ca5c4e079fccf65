package io.github.accessentries.audit;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * One change of access to a cluster, or one attempt at it, as CloudTrail recorded it. What the record does not tell is empty:
 * a refused call, for example, may have no parameters. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessEvent {

    /** What can happen to access. */
    public enum Kind {
        /** An access entry was made. */
        ENTRY_CREATED("CreateAccessEntry"),
        /** User name or groups of an entry were set. */
        ENTRY_UPDATED("UpdateAccessEntry"),
        /** An entry was deleted with its policies. */
        ENTRY_DELETED("DeleteAccessEntry"),
        /** A policy was associated with an entry, or its scope replaced. */
        POLICY_ASSOCIATED("AssociateAccessPolicy"),
        /** A policy was taken from an entry. */
        POLICY_DISASSOCIATED("DisassociateAccessPolicy"),
        /** Tags of an entry were set. */
        ENTRY_TAGGED("TagResource"),
        /** Tags of an entry were removed. */
        ENTRY_UNTAGGED("UntagResource"),
        /** A change of the cluster's authentication mode was started. */
        MODE_CHANGED("UpdateClusterConfig"),
        /** The cluster was created, with or without an administrator. */
        CLUSTER_CREATED("CreateCluster"),
        /** The cluster was deleted with its entries. */
        CLUSTER_DELETED("DeleteCluster");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        /**
         * The operation of EKS that does it.
         *
         * @return the name, as it stands in records
         */
        public String operation() {
            return operation;
        }
    }

    AccessEvent() {}

    /**
     * Starts an event; kind, time, actor and place are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what happened} */
    public abstract Kind kind();

    /** {@return when, to the second} */
    public abstract Instant time();

    /** {@return who did it} */
    public abstract Actor actor();

    /** {@return where the record stands: the file or source, and which record of it} */
    public abstract String place();

    /** {@return the id of the record, by which duplicates are known} */
    public abstract Optional<String> eventId();

    /** {@return the name of the cluster} */
    public abstract Optional<String> cluster();

    /** {@return the region of the cluster} */
    public abstract Optional<String> region();

    /** {@return the account of the cluster} */
    public abstract Optional<String> account();

    /** {@return whose access it is about} */
    public abstract Optional<PrincipalArn> principal();

    /** {@return the ARN of the access entry} */
    public abstract Optional<String> entryArn();

    /** {@return the type of the entry} */
    public abstract Optional<EntryType> type();

    /** {@return the user name that the entry has after it} */
    public abstract Optional<String> username();

    /** {@return the groups that the entry has after it; empty if the record does not tell them} */
    public abstract Optional<Set<String>> groups();

    /** {@return the policy that was given or taken} */
    public abstract Optional<AccessPolicy> policy();

    /** {@return where the policy was given} */
    public abstract Optional<AccessScope> scope();

    /** {@return the tags that were set} */
    public abstract Map<String, String> tags();

    /** {@return the keys of tags that were removed} */
    public abstract List<String> removedTagKeys();

    /** {@return the authentication mode, as EKS spells it, that was asked for or that a new cluster has} */
    public abstract Optional<String> mode();

    /** {@return whether a new cluster makes its creator an administrator} */
    public abstract Optional<Boolean> bootstrapsCreator();

    /** {@return the program, as far as it names itself} */
    @Value.Default
    public CallTool tool() {
        return CallTool.UNKNOWN;
    }

    /** {@return how the program names itself} */
    public abstract Optional<String> userAgent();

    /** {@return the address that the call came from, or the name of a service} */
    public abstract Optional<String> sourceAddress();

    /** {@return whether a second factor was used} */
    @Value.Default
    public MfaUse mfa() {
        return MfaUse.UNKNOWN;
    }

    /** {@return why the call failed; empty if it succeeded} */
    public abstract Optional<String> errorCode();

    /** {@return the text of the error} */
    public abstract Optional<String> errorMessage();

    @Value.Check
    AccessEvent withGroupsOfItsOwn() {
        // An optional set is not copied by the generator.
        return groups().filter(set -> set != Set.copyOf(set)).isEmpty()
                ? this
                : builder().from(this).groups(Set.copyOf(groups().get())).build();
    }

    /**
     * Whether it is an attempt that changed nothing.
     *
     * @return {@code true} if EKS refused the call
     */
    public final boolean failed() {
        return errorCode().isPresent();
    }

    /**
     * What was changed, without whom it is about.
     *
     * @return for example {@code associated AmazonEKSEditPolicy in namespace team-a}
     */
    public final String change() {
        return EventWords.change(this);
    }

    /**
     * The event on one line.
     *
     * @return when, who, what and whom
     */
    @Override
    public final String toString() {
        return PlainText.of(
                time() + " " + actor() + ": " + (failed() ? "tried: " : "") + change() + EventWords.about(this)
                        + errorCode().map(code -> ": " + PlainText.name(code)).orElse(""));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableAccessEvent.Builder {
        Builder() {}
    }
}
