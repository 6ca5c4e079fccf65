package io.github.accessentries.awsauth;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;

/** A mapping and its place in the ConfigMap. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PlacedMapping {

    PlacedMapping() {}

    /**
     * Starts with nothing set; all parts are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the key of its list: {@code mapRoles}, {@code mapUsers} or {@code mapAccounts}} */
    public abstract String list();

    /** {@return its index among the mappings of the list that the cluster takes, from 0} */
    public abstract int index();

    /** {@return the mapping; for a whole account, the one that results for a single principal} */
    public abstract ArnMapping mapping();

    /**
     * The place, written as in the faults of {@link AwsAuth}, which count what the cluster leaves out, too.
     *
     * @return for example {@code mapRoles[2]}
     */
    public final String place() {
        return list() + "[" + index() + "]";
    }

    /**
     * The mapping as text.
     *
     * @return its place and itself on one line
     */
    @Override
    public final String toString() {
        return PlainText.of(place()) + ": " + mapping();
    }

    /** Builds placed mappings. Not thread-safe. */
    public static final class Builder extends ImmutablePlacedMapping.Builder {
        Builder() {}
    }
}
