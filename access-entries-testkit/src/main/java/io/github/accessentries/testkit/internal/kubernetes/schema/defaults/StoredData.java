package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The data of ConfigMaps and Secrets: texts of a Secret become bytes, keys are names of files, some types of Secrets have
 * certain keys, and what is immutable stays as it is. That data is base64, is checked where bodies are read. No refusal
 * quotes a value.
 */
public final class StoredData implements Admission {

    private static final GroupResource CONFIG_MAPS = new GroupResource("", "configmaps");
    private static final GroupResource SECRETS = new GroupResource("", "secrets");
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_KEY = 253;
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final String KEY_RULE = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
            + " (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    private static final String DATA = "data";
    private static final String BINARY_DATA = "binaryData";
    private static final String STRING_DATA = "stringData";
    private static final String IMMUTABLE = "immutable";
    private static final String TYPE = "type";

    /** What Secrets of a type must have; of several keys in a list, one is enough. */
    private static final Map<String, List<List<String>>> NEEDED = Map.of(
            "kubernetes.io/dockercfg", List.of(List.of(".dockercfg")),
            "kubernetes.io/dockerconfigjson", List.of(List.of(".dockerconfigjson")),
            "kubernetes.io/basic-auth", List.of(List.of("username", "password")),
            "kubernetes.io/ssh-auth", List.of(List.of("ssh-privatekey")),
            "kubernetes.io/tls", List.of(List.of("tls.crt"), List.of("tls.key")));

    @Override
    public KubeObject admit(Change change) {
        GroupResource resource = change.type().groupResource();
        boolean isSecret = resource.equals(SECRETS);
        boolean hasData = isSecret || resource.equals(CONFIG_MAPS);
        if (change.operation() == Change.Operation.DELETE || !hasData) {
            return change.after();
        }
        KubeObject object = isSecret ? withTextsAsBytes(change.after()) : change.after();
        List<Cause> causes = new ArrayList<>();
        addKeyFaults(causes, object.json());
        if (isSecret) {
            addMissing(causes, object);
        }
        change.before().ifPresent(before -> addForbiddenChanges(causes, before.json(), object.json()));
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(change.type(), object.name(), causes);
        }
        return object;
    }

    private static KubeObject withTextsAsBytes(KubeObject secret) {
        Optional<JsonObject> texts = secret.object(STRING_DATA);
        if (texts.isEmpty()) {
            return secret;
        }
        return secret.with(json -> {
            JsonObject data = member(json, DATA);
            texts.get()
                    .asMap()
                    .forEach((key, text) -> data.addProperty(
                            key,
                            Base64.getEncoder()
                                    .encodeToString(text.getAsString().getBytes(UTF_8))));
            json.add(DATA, data);
            json.remove(STRING_DATA);
        });
    }

    private static void addKeyFaults(List<Cause> causes, JsonObject object) {
        long size = 0;
        for (String bag : List.of(DATA, BINARY_DATA)) {
            JsonObject other = member(object, bag.equals(DATA) ? BINARY_DATA : DATA);
            for (Map.Entry<String, JsonElement> entry : member(object, bag).entrySet()) {
                String key = entry.getKey();
                String field = bag + "[" + key + "]";
                keyFault(key).ifPresent(fault -> causes.add(Cause.invalid(field, quoted(key), fault)));
                if (other.has(key)) {
                    String where = bag.equals(DATA) ? BINARY_DATA : DATA;
                    causes.add(Cause.invalid(field, quoted(key), "duplicate of key present in " + where));
                }
                size += entry.getValue().getAsString().length();
            }
        }
        // Base64 takes four characters for three bytes; a body cannot be so long that this matters to texts.
        if (size / 4 * 3 > MAX_BYTES) {
            causes.add(new Cause("FieldValueTooLong", DATA, "Too long: may not be more than " + MAX_BYTES + " bytes"));
        }
    }

    private static Optional<String> keyFault(String key) {
        if (key.length() > MAX_KEY) {
            return Optional.of("must be no more than " + MAX_KEY + " characters");
        }
        if (!KEY.matcher(key).matches()) {
            return Optional.of(KEY_RULE);
        }
        if (key.equals(".")) {
            return Optional.of("must not be '.'");
        }
        if (key.equals("..")) {
            return Optional.of("must not be '..'");
        }
        return key.startsWith("..") ? Optional.of("must not start with '..'") : Optional.empty();
    }

    private static void addMissing(List<Cause> causes, KubeObject secret) {
        String type = text(secret.json(), TYPE);
        JsonObject data = member(secret.json(), DATA);
        for (List<String> either : NEEDED.getOrDefault(type, List.of())) {
            if (either.stream().noneMatch(data::has)) {
                either.forEach(key -> causes.add(Cause.required(DATA + "[" + key + "]", "")));
            }
        }
        String account = "kubernetes.io/service-account.name";
        if (type.equals("kubernetes.io/service-account-token")
                && text(member(secret.metadata(), "annotations"), account).isEmpty()) {
            causes.add(Cause.required("metadata.annotations[" + account + "]", ""));
        }
    }

    private static void addForbiddenChanges(List<Cause> causes, JsonObject before, JsonObject after) {
        if (before.has(TYPE) && !text(before, TYPE).equals(text(after, TYPE))) {
            causes.add(Cause.invalid(TYPE, quoted(text(after, TYPE)), "field is immutable"));
        }
        if (!(before.get(IMMUTABLE) instanceof JsonPrimitive fixed) || !fixed.getAsBoolean()) {
            return;
        }
        for (String member : List.of(IMMUTABLE, DATA, BINARY_DATA)) {
            boolean isSame = member.equals(IMMUTABLE)
                    ? before.get(member).equals(after.get(member))
                    : member(before, member).equals(member(after, member));
            if (!isSame) {
                causes.add(Cause.forbidden(member, "field is immutable when `immutable` is set"));
            }
        }
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? member : new JsonObject();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    private static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }
}
