package io.github.accessentries.internal.question;

import java.util.List;
import java.util.Set;

/**
 * All that a model answers whole questions from, for what must answer them without the model, such as a page in a browser.
 * Immutable, and safe to share between threads.
 */
public interface AnswerGrounds {

    /**
     * Everybody, worked out anew by each call.
     *
     * @return in the order of answers; the sessions of a principal follow it
     */
    List<Asked> everybody();

    /**
     * Why there may be others that hold something.
     *
     * @return those that matter for each question, and those that matter for some
     */
    List<PlacedDoubt> doubtsAboutOthers();

    /**
     * Resources that the cluster has besides those of Kubernetes.
     *
     * @return as they are asked for
     */
    Set<String> customResources();
}
