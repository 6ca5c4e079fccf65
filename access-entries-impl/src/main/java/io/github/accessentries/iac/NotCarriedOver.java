package io.github.accessentries.iac;

/** Why something that a document says cannot be said in another form. */
final class NotCarriedOver extends Exception {

    private static final long serialVersionUID = 1L;

    NotCarriedOver(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
