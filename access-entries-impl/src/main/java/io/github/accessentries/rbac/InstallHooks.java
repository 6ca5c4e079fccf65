package io.github.accessentries.rbac;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.Map;
import java.util.Optional;

/** Objects that an installer makes for a step of its work only, such as a test or what goes before a removal. */
final class InstallHooks {

    private static final Map<String, String> TOOLS =
            Map.of("helm.sh/hook", "Helm", "argocd.argoproj.io/hook", "Argo CD");

    private InstallHooks() {}

    /** What is said about an object that is one; empty for others. */
    static Optional<String> note(WireObject object) throws Undecodable {
        JsonObject annotations = object.object("metadata").object("annotations").json();
        for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
            if (annotations.has(tool.getKey())) {
                String when = new WireObject(annotations).text(tool.getKey());
                return Optional.of("is a hook of " + tool.getValue() + " (" + PlainText.of(when)
                        + "), so it may be on the cluster at times only; it counts here");
            }
        }
        return Optional.empty();
    }
}
