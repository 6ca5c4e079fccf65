package io.github.accessentries.testkit.internal.kubernetes.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The RBAC objects that every cluster has from the start, read once for all clusters. Immutable. */
public final class DefaultRbac {

    private static final String FILE = "default-rbac.json";
    private static final DefaultRbac ALL = new DefaultRbac(read());

    private final List<KubeObject> objects;
    private final Map<RbacPlace, RbacRole> roles = new LinkedHashMap<>();
    private final Map<RbacPlace, RbacBinding> bindings = new LinkedHashMap<>();
    private final Map<RbacPlace, KubeObject> byPlace = new LinkedHashMap<>();
    private final RbacObjects decoded;

    private DefaultRbac(List<KubeObject> objects) {
        this.objects = objects;
        for (KubeObject object : objects) {
            RbacPlace place = RbacPlace.of(object);
            byPlace.put(place, object);
            if (place.kind().isRole()) {
                roles.put(place, RbacJson.role(object));
            } else {
                bindings.put(place, RbacJson.binding(object));
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
            // In the order of those that are stored, so that both are equal when they hold the same.
            objects.sort(Comparator.comparing(RbacPlace::of));
            return List.copyOf(objects);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + FILE + " cannot be read", e);
        }
    }

    /** The objects in order of their kinds, namespaces and names. */
    public List<KubeObject> objects() {
        return objects;
    }

    private Optional<KubeObject> find(RbacPlace place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    /** The same as the library sees them. */
    public RbacObjects decoded() {
        return decoded;
    }

    /** The decoded role, if the object is one of these and as it was from the start. */
    Optional<RbacRole> roleOf(RbacPlace place, KubeObject object) {
        return find(place)
                .filter(each -> each.json().get("rules") == object.json().get("rules"))
                .map(each -> roles.get(place));
    }

    /** The decoded binding, if the object is one of these and as it was from the start. */
    Optional<RbacBinding> bindingOf(RbacPlace place, KubeObject object) {
        return find(place)
                .filter(each -> each.json().get("subjects") == object.json().get("subjects")
                        && each.json().get("roleRef") == object.json().get("roleRef"))
                .map(each -> bindings.get(place));
    }
}
