package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import java.util.Arrays;
import java.util.Optional;

/** What becomes of the dependants of an object that is deleted. */
public enum Propagation {
    /** They are deleted after it. */
    BACKGROUND("Background"),
    /** They are deleted before it. */
    FOREGROUND("Foreground"),
    /** They stay, and have one owner less. */
    ORPHAN("Orphan");

    private final String word;

    Propagation(String word) {
        this.word = word;
    }

    /** The word of Kubernetes. */
    public String word() {
        return word;
    }

    /** That of a word. */
    public static Optional<Propagation> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
