package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

/** A value that its field cannot hold. */
final class UnfitValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitValueException(String message) {
        super(message);
    }

    /** What is wrong, without the value, which may be secret. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
