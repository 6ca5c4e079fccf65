package io.github.accessentries.plan;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * Something that a plan did not check, because it was not told or could not be read: dangers of that kind may be there
 * without being found. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Unchecked {

    Unchecked() {}

    /**
     * Starts with nothing set; both parts are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What was not checked, and why.
     *
     * @param part what it is about
     * @param text what is not known because of it, and how to have it checked
     * @return the value
     */
    public static Unchecked of(Part part, String text) {
        return builder().part(part).text(text).build();
    }

    /** {@return what was not checked} */
    public abstract Part part();

    /** {@return what is not known because of it, and how to have it checked} */
    public abstract String text();

    /**
     * It as text.
     *
     * @return the id of the part and the text
     */
    @Override
    public final String toString() {
        return PlainText.of(part().id() + ": " + text());
    }

    /** What a plan needs to know to find all dangers, and a diagnosis to find all causes. */
    public enum Part {
        /** Who makes the changes, and could lock itself out. */
        CALLER,
        /** What the {@code aws-auth} ConfigMap gives, and which of it entries hide. */
        AWS_AUTH,
        /** What RBAC grants to groups and user names. */
        RBAC,
        /** Whether the principals exist in IAM, and since when. */
        IAM,
        /** In which account the cluster is. */
        ACCOUNT,
        /** What some of the access gives, because it could not be understood. */
        EFFECTS,
        /** From where the cluster's API server can be reached. */
        NETWORK,
        /** Whether a token is good, and whose it is. */
        TOKEN,
        /** What was done to the cluster earlier. */
        HISTORY;

        /**
         * The name for tools.
         *
         * @return for example {@code aws-auth}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableUnchecked.Builder {
        Builder() {}
    }
}
