package io.github.accessentries.testkit.internal.kubernetes.rbac;

import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as kube-apiserver prints them. */
public final class GoText {

    private GoText() {}

    /** A text in quotes. */
    public static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    /** Texts in quotes, in brackets and with blanks between them. */
    public static String quoted(Collection<String> texts) {
        return texts.stream().map(GoText::quoted).collect(Collectors.joining(" ", "[", "]"));
    }
}
