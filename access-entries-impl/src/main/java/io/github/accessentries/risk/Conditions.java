package io.github.accessentries.risk;

import org.jspecify.annotations.Nullable;

/** What steps need that no right shows. */
final class Conditions {

    static final String POD = "a pod runs as it";
    static final String POD_ON_NODE = "a pod runs as it on the node that is reached";
    static final String TOKEN = "there is a Secret with a token of it";
    static final String WRITES = "others write objects meanwhile, as controllers do";
    static final String BOUND_POLICY = "there is one already that is bound";
    static final String REQUESTS = "others send requests for the API group meanwhile, as controllers do";
    static final String CONTROLLER = "a controller that acts on it has this cluster in its care";
    static final String CERTIFICATES = "the cluster issues such certificates";

    static final String NO_AWS_AUTH = "there is no aws-auth yet";

    static final String NO_ROLE = "there is no such role yet";
    static final String ROLE = "there is such a role";
    static final String TAKEN_IN = "that role takes in the rules of others, by its aggregationRule";

    private static final String IF = ", if ";

    private Conditions() {}

    /**
     * With what else must be the case: a note such as {@code , if the cluster is older}, empty if nothing.
     *
     * @throws IllegalStateException for a note that is no condition, which must not get lost
     */
    static @Nullable String and(@Nullable String condition, String note) {
        if (note.isEmpty()) {
            return condition;
        }
        if (!note.startsWith(IF)) {
            throw new IllegalStateException(
                    "\"" + note + "\" is no condition, since it does not begin with \"" + IF + "\"");
        }
        String more = note.substring(IF.length());
        return condition == null ? more : condition + ", and " + more;
    }
}
