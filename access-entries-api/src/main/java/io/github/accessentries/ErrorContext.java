package io.github.accessentries;

import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.immutables.value.Value;

/** What is known about a failed call: its target and the answer of the service. Contains no secrets. */
@CheckReturnValue
@Value.Immutable
public abstract class ErrorContext {

    ErrorContext() {}

    /**
     * Starts an empty context.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The cluster that the call was about.
     *
     * @return its name, empty if the call was not about one
     */
    public abstract Optional<String> cluster();

    /**
     * The principal that the call was about.
     *
     * @return the role or user, empty if the call was not about one
     */
    public abstract Optional<PrincipalArn> principal();

    /**
     * The service's error code.
     *
     * @return for example {@code ResourceInUseException}, empty if no answer came
     */
    public abstract Optional<String> errorCode();

    /**
     * The HTTP status of the answer.
     *
     * @return for example 409, empty if no answer came
     */
    public abstract OptionalInt statusCode();

    /**
     * The request id, which AWS support asks for.
     *
     * @return the request id, empty if no answer came
     */
    public abstract Optional<String> requestId();

    /**
     * What is known, as text.
     *
     * @return the parts that are known, on one line
     */
    @Override
    public final String toString() {
        StringJoiner known = new StringJoiner(", ", "(", ")");
        cluster().ifPresent(name -> known.add("cluster " + PlainText.name(name)));
        principal().ifPresent(arn -> known.add("principal " + arn));
        errorCode().ifPresent(code -> known.add("code " + PlainText.name(code)));
        statusCode().ifPresent(status -> known.add("status " + status));
        requestId().ifPresent(id -> known.add("request " + PlainText.name(id)));
        return known.toString();
    }

    /** Builds contexts. Not thread-safe. */
    public static final class Builder extends ImmutableErrorContext.Builder {
        Builder() {}
    }
}
