package io.github.accessentries.testkit.internal.kubernetes.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The RBAC objects that every cluster has from the start, read once for all clusters. Immutable. */
public final class DefaultRbac {

    private static final String FILE = "default-rbac.json";
    private static final DefaultRbac ALL = new DefaultRbac(read());

    private final List<KubeObject> objects;
    private final Map<String, RbacRole> roles = new LinkedHashMap<>();
    private final Map<String, RbacBinding> bindings = new LinkedHashMap<>();
    private final Map<String, KubeObject> byKindAndName = new LinkedHashMap<>();
    private final RbacObjects decoded;

    private DefaultRbac(List<KubeObject> objects) {
        this.objects = objects;
        for (KubeObject object : objects) {
            byKindAndName.put(object.kind() + "/" + object.name(), object);
            if (kindOf(object).isRole()) {
                roles.put(object.name(), RbacJson.role(object));
            } else {
                bindings.put(object.name(), RbacJson.binding(object));
            }
        }
        this.decoded = RbacObjects.builder()
                .roles(roles.values())
                .bindings(bindings.values())
                .whole(true)
                .build();
    }

    /** The one instance. */
    public static DefaultRbac get() {
        return ALL;
    }

    private static List<KubeObject> read() {
        try (InputStream stream = DefaultRbac.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + FILE);
            }
            JsonArray array =
                    JsonParser.parseReader(new InputStreamReader(stream, UTF_8)).getAsJsonArray();
            List<KubeObject> objects = new ArrayList<>();
            for (JsonElement element : array) {
                objects.add(KubeObject.of(element.getAsJsonObject()));
            }
            // As a store keeps them.
            objects.sort((left, right) -> key(left).compareTo(key(right)));
            return List.copyOf(objects);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + FILE + " cannot be read", e);
        }
    }

    private static ObjectKey key(KubeObject object) {
        return new ObjectKey("", object.name());
    }

    /** The kind of one of them. */
    static RbacKind kindOf(KubeObject object) {
        return RbacKind.ofKind(object.kind()).orElseThrow();
    }

    /** The objects in order of their names, none of them in a namespace. */
    public List<KubeObject> objects() {
        return objects;
    }

    /** One of them. */
    Optional<KubeObject> find(RbacKind kind, String name) {
        return Optional.ofNullable(byKindAndName.get(kind.kind() + "/" + name));
    }

    /** The same as the library sees them. */
    public RbacObjects decoded() {
        return decoded;
    }

    /** The decoded role, if the object is one of these and as it was from the start. */
    Optional<RbacRole> roleOf(RbacKind kind, KubeObject object) {
        return find(kind, object.name())
                .filter(each -> each.json().get("rules") == object.json().get("rules"))
                .map(each -> roles.get(object.name()));
    }

    /** The decoded binding, if the object is one of these and as it was from the start. */
    Optional<RbacBinding> bindingOf(RbacKind kind, KubeObject object) {
        return find(kind, object.name())
                .filter(each -> each.json().get("subjects") == object.json().get("subjects")
                        && each.json().get("roleRef") == object.json().get("roleRef"))
                .map(each -> bindings.get(object.name()));
    }
}
