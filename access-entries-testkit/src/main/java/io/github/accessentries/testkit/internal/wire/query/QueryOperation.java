package io.github.accessentries.testkit.internal.wire.query;

import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import java.util.Optional;
import java.util.Set;

/**
 * One operation.
 *
 * @param name its name
 * @param signed whether it has to be signed
 * @param refused parameters that the real service takes and this one does not
 * @param codec reads the call, and answers it
 */
public record QueryOperation(String name, boolean signed, Set<String> refused, Codec codec) {

    /** A call, read as far as it goes. */
    @FunctionalInterface
    public interface Codec {

        /**
         * Reads all that the form may say.
         *
         * @param form what the call says
         * @return what answers it, once it is clear that nothing was left unread
         */
        Action read(Form form);
    }

    /** Answers a call. */
    @FunctionalInterface
    public interface Action {

        /**
         * Does what the call asks for.
         *
         * @param by the credentials of whoever asks; empty for an operation that nobody signs
         * @return the result, empty if the operation has none
         */
        Optional<QueryAnswer> answer(Optional<AccessKey> by);
    }

    /** An operation that somebody has to sign. */
    public static QueryOperation of(String name, Codec codec) {
        return new QueryOperation(name, true, Set.of(), codec);
    }

    /** The same, which refuses some parameters by name. */
    public QueryOperation refusing(String... parameters) {
        return new QueryOperation(name, signed, Set.of(parameters), codec);
    }

    /** The same, which nobody has to sign. */
    public QueryOperation unsigned() {
        return new QueryOperation(name, false, refused, codec);
    }
}
