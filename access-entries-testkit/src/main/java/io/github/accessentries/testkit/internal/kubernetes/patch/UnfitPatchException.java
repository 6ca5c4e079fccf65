package io.github.accessentries.testkit.internal.kubernetes.patch;

/** A patch that is well formed does not fit the object. */
final class UnfitPatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitPatchException(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
