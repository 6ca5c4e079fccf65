package io.github.accessentries.internal.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what templates leave where something else is to stand: such a text is no manifest yet. */
public final class Unrendered {

    /** What Helm and its like fill in, and lines of Jinja. What stands in user names of EKS looks alike and is text here. */
    private static final String TEMPLATE =
            "\\{\\{(?!(?:SessionName|SessionNameRaw|EC2PrivateDNSName|AccountID|AccessKeyID)}})"
                    + "[^{}\\r\\n]{0,200}}}|\\{%[^\\r\\n]{0,200}%}";

    /** What shells, envsubst and Flux fill in, what Kustomize did, and what people should. */
    private static final String VARIABLE = "\\$\\{[A-Za-z_][^{}\\r\\n]{0,200}}|\\$\\([A-Za-z_][A-Za-z0-9_]{0,200}\\)"
            + "|\\$[A-Z][A-Z0-9_]+|<[A-Za-z][A-Za-z0-9 _.-]{0,200}>";

    private static final Pattern TEMPLATES = Pattern.compile(TEMPLATE);
    private static final Pattern OF_HELM = Pattern.compile(
            "\\{\\{-?[ \\t]*(?:[.$]|(?:default|include|lower|printf|quote|required|template|tpl|trim)\\b)[^{}\\r\\n]{0,200}}}");
    private static final Pattern PLACEHOLDERS = Pattern.compile(TEMPLATE + "|" + VARIABLE);

    /** Whatever stands there grants nothing. */
    private static final Set<String> NOT_LOOKED_AT = Set.of("annotations", "managedFields", "status");

    /** What to do about one, as the end of a message. */
    public static final String REMEDY =
            "; fill it in first, as helm template, kubectl kustomize or envsubst do, and give what comes out";

    private Unrendered() {}

    /** Whether a document that may have scripts in it is a template as a whole. */
    static boolean isTemplate(String document) {
        return TEMPLATES.matcher(document).find();
    }

    /**
     * The first placeholder of Helm in a text that may have braces of its own: one that begins with a value or a function of Helm.
     *
     * @param text a text
     * @return the placeholder, safe to print; empty if there is none
     */
    public static Optional<String> ofHelm(String text) {
        Matcher matcher = OF_HELM.matcher(text);
        return matcher.find() ? Optional.of(PlainText.of(matcher.group())) : Optional.empty();
    }

    /**
     * The first placeholder of a text.
     *
     * @param text a name or another short text
     * @return the placeholder, safe to print; empty if there is none
     */
    public static Optional<String> in(String text) {
        Matcher matcher = PLACEHOLDERS.matcher(text);
        return matcher.find() ? Optional.of(PlainText.of(matcher.group())) : Optional.empty();
    }

    /**
     * The first placeholder in what an object says that grants or names something.
     *
     * @param object an object of Kubernetes
     * @return the placeholder, safe to print; empty if there is none
     */
    public static Optional<String> in(JsonObject object) {
        Deque<JsonElement> open = new ArrayDeque<>();
        open.push(object);
        while (!open.isEmpty()) {
            JsonElement next = open.pop();
            if (next instanceof JsonObject members) {
                for (Map.Entry<String, JsonElement> member : members.entrySet()) {
                    Optional<String> found = in(member.getKey());
                    if (found.isPresent()) {
                        return found;
                    }
                    if (!NOT_LOOKED_AT.contains(member.getKey())) {
                        open.push(member.getValue());
                    }
                }
            } else if (next instanceof JsonArray items) {
                items.forEach(open::push);
            } else if (next instanceof JsonPrimitive text && text.isString()) {
                Optional<String> found = in(text.getAsString());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
