package io.github.accessentries.iac;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** JSON as people keep it in files. */
final class JsonText {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonText() {}

    static String of(Object json) {
        return GSON.toJson(json) + "\n";
    }
}
