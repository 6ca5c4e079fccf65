package io.github.accessentries.testkit.internal.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacJson;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ConfigMap {@code kube-system/aws-auth} of a cluster, read when somebody asks and it has changed. Thread-safe.
 */
final class StoredAwsAuth {

    private static final ResourceType TYPE =
            BuiltInTypes.get().find("", "v1", "configmaps").orElseThrow();
    private static final GroupResource CONFIG_MAPS = TYPE.groupResource();
    private static final ObjectKey KEY = new ObjectKey("kube-system", "aws-auth");
    private static final String MAP_ROLES = "mapRoles";

    private record Read(KubeObject configMap, AwsAuth awsAuth) {}

    private final ObjectStore store;
    private final ObjectBirth birth;
    private volatile @Nullable Read last;

    StoredAwsAuth(ObjectStore store, ObjectBirth birth) {
        this.store = store;
        this.birth = birth;
    }

    /** What the ConfigMap says now; the same object until it changes. */
    AwsAuth get() {
        Optional<KubeObject> configMap = store.get(CONFIG_MAPS, KEY);
        if (configMap.isEmpty()) {
            return AwsAuth.none();
        }
        Read read = last;
        if (read == null || read.configMap() != configMap.get()) {
            read = new Read(configMap.get(), read(configMap.get()));
            last = read;
        }
        return read.awsAuth();
    }

    /** A ConfigMap that cannot be read maps nobody, and says so. */
    private static AwsAuth read(KubeObject configMap) {
        try {
            return AwsAuth.parseConfigMap(new String(configMap.bytes(), UTF_8));
        } catch (IllegalArgumentException e) {
            return AwsAuth.builder().addFaults(String.valueOf(e.getMessage())).build();
        }
    }

    /** Writes mappings, in place of those that there are. Without any, there is no ConfigMap. */
    void put(AwsAuth awsAuth) {
        put(AwsAuthYaml.data(awsAuth));
    }

    /** Writes data as they are. */
    void put(Map<String, String> data) {
        write(now -> data);
    }

    /** Adds a mapping that EKS itself makes, unless the role is mapped already or the list cannot be read. */
    void add(AwsAuthMapping mapping) {
        write(data -> {
            Map<String, String> more = new TreeMap<>(data);
            roles(data.getOrDefault(MAP_ROLES, "")).ifPresent(roles -> {
                if (!maps(roles, mapping.roleArn())) {
                    roles.addAll(AwsAuthYaml.mappings(
                            "rolearn",
                            List.of(ArnMapping.of(mapping.roleArn(), mapping.username(), mapping.groups()))));
                    more.put(MAP_ROLES, AwsAuthYaml.list(roles));
                }
            });
            return more;
        });
    }

    private static boolean maps(JsonArray roles, String arn) {
        for (JsonElement role : roles) {
            if (role instanceof JsonObject object
                    && RbacJson.text(object, "rolearn").equalsIgnoreCase(arn)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JsonArray> roles(String yaml) {
        try {
            JsonElement list = KubernetesYaml.read(yaml, DocumentLimits.AWS_AUTH);
            return list.isJsonNull()
                    ? Optional.of(new JsonArray())
                    : Optional.of(list).filter(JsonElement::isJsonArray).map(JsonElement::getAsJsonArray);
        } catch (UnreadableYamlException unreadable) {
            // EKS cannot read it either, and writes nothing.
            return Optional.empty();
        }
    }

    private interface DataChange {
        Map<String, String> apply(Map<String, String> data);
    }

    private void write(DataChange change) {
        store.write(CONFIG_MAPS, KEY, now -> {
            Map<String, String> before = new TreeMap<>();
            now.flatMap(each -> each.object("data"))
                    .ifPresent(data -> data.entrySet()
                            .forEach(each -> before.put(
                                    each.getKey(),
                                    each.getValue().isJsonNull()
                                            ? ""
                                            : each.getValue().getAsString())));
            Map<String, String> after = change.apply(before);
            if (after.isEmpty()) {
                return Optional.empty();
            }
            return after.equals(before) && now.isPresent()
                    ? now
                    : Optional.of(now.orElseGet(this::made).with(json -> {
                        json.remove("binaryData");
                        JsonObject data = new JsonObject();
                        after.forEach(data::addProperty);
                        json.add("data", data);
                    }));
        });
    }

    private KubeObject made() {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", KEY.name());
        metadata.addProperty("namespace", KEY.namespace());
        JsonObject json = new JsonObject();
        json.addProperty("kind", TYPE.kind());
        json.addProperty("apiVersion", TYPE.apiVersion());
        json.add("metadata", metadata);
        return birth.born(TYPE, KubeObject.of(json));
    }
}
