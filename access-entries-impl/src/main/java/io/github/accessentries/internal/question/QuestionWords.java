package io.github.accessentries.internal.question;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The words of questions that Kubernetes knows, for what suggests them elsewhere. */
public final class QuestionWords {

    private QuestionWords() {}

    /**
     * The resources of Kubernetes itself.
     *
     * @return each once, group by group
     */
    public static Collection<BuiltInResource> resources() {
        return BuiltInResources.all().resources();
    }

    /**
     * The verbs that an API server asks about resources.
     *
     * @return the verbs, sorted
     */
    public static List<String> verbs() {
        return Verbs.ofResources();
    }

    /**
     * What people mean by some verbs that no API server asks about.
     *
     * @return by the verb in lower case, what is meant, in words
     */
    public static Map<String, String> meantVerbs() {
        return Verbs.meantForResources();
    }
}
