package io.github.accessentries.internal.iac;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** JSON as people keep it in files. */
public final class JsonText {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param json maps, lists and plain values
     * @return its text, with a line end
     */
    public static String of(Object json) {
        return GSON.toJson(json) + "\n";
    }
}
