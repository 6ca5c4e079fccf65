package io.github.accessentries.testkit.internal.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.trail.KubernetesCall;

/** A call to a cluster's own API as JSON; what it does not have is left out. */
final class KubernetesCallJson {

    private KubernetesCallJson() {}

    static JsonObject of(KubernetesCall call) {
        JsonObject json = new JsonObject();
        json.addProperty("time", call.time().toString());
        call.user().ifPresent(user -> json.add("user", user(user)));
        call.impersonatedUser().ifPresent(user -> json.add("impersonatedUser", user(user)));
        json.addProperty("verb", call.verb());
        if (!call.resource().isEmpty()) {
            json.addProperty("apiGroup", call.apiGroup());
            json.addProperty("resource", call.resource());
        }
        call.namespace().ifPresent(namespace -> json.addProperty("namespace", namespace));
        call.name().ifPresent(name -> json.addProperty("name", name));
        json.addProperty("path", call.path());
        json.addProperty("allowed", call.allowed());
        json.addProperty("reason", call.reason());
        json.addProperty("status", call.status());
        return json;
    }

    private static JsonObject user(KubernetesUser user) {
        JsonArray groups = new JsonArray();
        user.groups().forEach(groups::add);
        JsonObject json = new JsonObject();
        json.addProperty("username", user.username());
        json.add("groups", groups);
        return json;
    }
}
