package io.github.accessentries.testkit.internal.kubernetes.selector;

/** A selector that cannot be read, with Kubernetes' words for why. */
final class MalformedSelectorException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedSelectorException(String message) {
        super(message);
    }
}
