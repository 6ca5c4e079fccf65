package io.github.accessentries.rbac;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What there is to say about a document that is not, or not only, what Kubernetes would store. */
final class Manifest {

    /** Helm writes before each manifest of which file it comes. */
    private static final Pattern SOURCE = Pattern.compile("^[ \\t]*# Source: *(\\S.*?)\\s*$", Pattern.MULTILINE);

    private static final Pattern TAB_IN_INDENTATION = Pattern.compile(" *\\t.*");

    private Manifest() {}

    /** Where a document is, for people. */
    static String place(int number, String document) {
        Matcher source = SOURCE.matcher(document);
        return "document " + number + (source.find() ? " (" + PlainText.of(source.group(1)) + ")" : "");
    }

    /** What to do about a document that cannot be read, by what is wrong with it on a line of it. */
    static String remedy(String document, int line) {
        if (Unrendered.isTemplate(document)) {
            return "; it is a template" + Unrendered.REMEDY;
        }
        boolean hasTab = document.lines()
                .skip(Math.max(line - 2, 0))
                .limit(2)
                .anyMatch(text -> TAB_IN_INDENTATION.matcher(text).matches());
        return hasTab
                ? "; a tab is no indentation, use blanks"
                : "; nothing of this document is read until that is mended";
    }

    /** Whether an object of another kind has objects of RBAC somewhere in it, as templates and packages do. */
    static boolean holdsRbac(JsonObject object) {
        Deque<JsonElement> open = new ArrayDeque<>();
        object.entrySet().forEach(member -> open.push(member.getValue()));
        while (!open.isEmpty()) {
            JsonElement next = open.pop();
            if (next instanceof JsonArray items) {
                items.forEach(open::push);
            } else if (next instanceof JsonObject members) {
                if (members.get("kind") instanceof JsonPrimitive kind
                        && members.get("apiVersion") instanceof JsonPrimitive apiVersion
                        && new ApiKind(apiVersion.getAsString(), kind.getAsString()).isRbac()) {
                    return true;
                }
                members.entrySet().forEach(member -> open.push(member.getValue()));
            }
        }
        return false;
    }
}
