package io.github.accessentries.iac;

/** The reason why a part of a document cannot be expressed in another format. */
final class NotCarriedOver extends Exception {

    private static final long serialVersionUID = 1L;

    NotCarriedOver(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
