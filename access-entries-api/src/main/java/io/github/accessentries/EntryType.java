package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The type of an access entry: {@link #STANDARD} for people, workloads and services, the others for nodes.
 *
 * <p>The set is open: types that this version does not know are accepted. The type of an entry cannot change; the entry
 * has to be deleted and created again, which interrupts access.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html">Creating access entries, in the EKS User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract class EntryType {

    /** People, workloads and services; the only type whose user name and groups a caller may choose. */
    public static final EntryType STANDARD = of("STANDARD");
    /** Nodes of EKS Auto Mode; can have policies, but no user name or groups of its own. */
    public static final EntryType EC2 = of("EC2");
    /** Self-managed Linux and Bottlerocket nodes. */
    public static final EntryType EC2_LINUX = of("EC2_LINUX");
    /** Self-managed Windows nodes. */
    public static final EntryType EC2_WINDOWS = of("EC2_WINDOWS");
    /** Pod execution roles of Fargate. */
    public static final EntryType FARGATE_LINUX = of("FARGATE_LINUX");
    /** Hybrid nodes, through Systems Manager or IAM Roles Anywhere. */
    public static final EntryType HYBRID_LINUX = of("HYBRID_LINUX");
    /** Execution roles of SageMaker HyperPod. */
    public static final EntryType HYPERPOD_LINUX = of("HYPERPOD_LINUX");

    private static final Set<EntryType> NODES =
            Set.of(EC2, EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, HYPERPOD_LINUX);

    EntryType() {}

    /**
     * A type by its name in the EKS API.
     *
     * @param name for example {@code STANDARD}; the API takes upper case only
     * @return the type, known or not
     * @throws IllegalArgumentException if the name is blank or not in upper case
     */
    public static EntryType of(String name) {
        requireNonNull(name, "name");
        if (name.isBlank() || !name.equals(name.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Entry type " + PlainText.quoted(name)
                    + " is not in upper case, as EKS requires; write it so, for example STANDARD");
        }
        return ImmutableEntryType.of(name);
    }

    /**
     * A type as EKS returns it, whatever its form, so that an entry of an unknown type can be read.
     *
     * @param name any text
     * @return the type, known or not
     */
    public static EntryType fromEks(String name) {
        return ImmutableEntryType.of(requireNonNull(name, "name"));
    }

    /**
     * The name in the EKS API.
     *
     * @return for example {@code STANDARD}
     */
    @Value.Parameter
    public abstract String name();

    /**
     * Whether entries of this type are for nodes: their principal is a role of the cluster's own account, and EKS chooses
     * their user name and groups.
     *
     * @return {@code true} for the known node types
     */
    public final boolean isForNodes() {
        return NODES.contains(this);
    }

    /**
     * Whether this version knows the type, and so what an entry of it gives.
     *
     * @return {@code true} for the constants of this class
     */
    public final boolean isKnown() {
        return isForNodes() || equals(STANDARD);
    }

    /**
     * The name.
     *
     * @return the same as {@link #name()}
     */
    @Override
    public final String toString() {
        return PlainText.name(name());
    }
}
