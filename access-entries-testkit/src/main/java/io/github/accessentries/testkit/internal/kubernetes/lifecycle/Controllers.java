package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The controllers of a cluster, set to work on its objects. */
public final class Controllers {

    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final ObjectStore store;
    private final ObjectBirth birth;
    private final Removals removals;

    /**
     * Sets the controllers to work. From then on a namespace gets and loses its contents.
     *
     * @param store the objects, of which there are none yet
     * @param birth what new objects get
     * @param rootCertificate the certificate of the cluster's authority, in PEM
     */
    public Controllers(ObjectStore store, ObjectBirth birth, Supplier<String> rootCertificate) {
        this.store = store;
        this.birth = birth;
        Dependants dependants = new Dependants();
        this.removals = new Removals(store, birth, dependants);
        store.listen(dependants);
        store.listen(new GarbageCollector(store, removals, dependants));
        store.listen(new NamespaceController(store, removals, new NamespaceContents(store, birth, rootCertificate)));
    }

    /** How objects are removed. */
    public Removals removals() {
        return removals;
    }

    /**
     * Lays what a new cluster holds. The trees of the objects are shared by all clusters, save their metadata.
     *
     * @param types the kinds
     * @param objects what there is beside the namespaces and their contents
     */
    public void lay(ResourceTypes types, List<KubeObject> objects) {
        NAMESPACES.forEach(name -> lay(types, namespace(name)));
        objects.forEach(object -> lay(types, object));
        lay(types, apiService());
    }

    /**
     * Lays a namespace, which gets its contents, unless it is there.
     *
     * @param types the kinds
     * @param name its name
     */
    public void layNamespace(ResourceTypes types, String name) {
        lay(types, namespace(name));
    }

    private void lay(ResourceTypes types, KubeObject object) {
        ResourceType type = types.ofKind(object.apiVersion(), object.kind()).orElseThrow();
        store.write(
                type.groupResource(),
                object.key(),
                before -> before.isPresent() ? before : Optional.of(birth.born(type, object)));
    }

    private static KubeObject namespace(String name) {
        JsonObject spec = new JsonObject();
        JsonArray finalizers = new JsonArray();
        finalizers.add("kubernetes");
        spec.add("finalizers", finalizers);
        JsonObject status = new JsonObject();
        status.addProperty("phase", "Active");
        return object("Namespace", name, "")
                .withMetadata(metadata -> {
                    JsonObject labels = new JsonObject();
                    labels.addProperty("kubernetes.io/metadata.name", name);
                    metadata.add("labels", labels);
                })
                .withMember("spec", spec)
                .withMember("status", status);
    }

    private static KubeObject apiService() {
        JsonObject port = new JsonObject();
        port.addProperty("name", "https");
        port.addProperty("port", 443);
        port.addProperty("protocol", "TCP");
        port.addProperty("targetPort", 443);
        JsonArray ports = new JsonArray();
        ports.add(port);
        JsonArray addresses = new JsonArray();
        addresses.add("10.100.0.1");
        JsonArray families = new JsonArray();
        families.add("IPv4");
        JsonObject spec = new JsonObject();
        spec.addProperty("clusterIP", "10.100.0.1");
        spec.add("clusterIPs", addresses);
        spec.addProperty("internalTrafficPolicy", "Cluster");
        spec.add("ipFamilies", families);
        spec.addProperty("ipFamilyPolicy", "SingleStack");
        spec.add("ports", ports);
        spec.addProperty("sessionAffinity", "None");
        spec.addProperty("type", "ClusterIP");
        JsonObject status = new JsonObject();
        status.add("loadBalancer", new JsonObject());
        return object("Service", "kubernetes", "default")
                .withMetadata(metadata -> {
                    JsonObject labels = new JsonObject();
                    labels.addProperty("component", "apiserver");
                    labels.addProperty("provider", "kubernetes");
                    metadata.add("labels", labels);
                })
                .withMember("spec", spec)
                .withMember("status", status);
    }

    private static KubeObject object(String kind, String name, String namespace) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", name);
        if (!namespace.isEmpty()) {
            metadata.addProperty("namespace", namespace);
        }
        JsonObject json = new JsonObject();
        json.addProperty("kind", kind);
        json.addProperty("apiVersion", "v1");
        json.add("metadata", metadata);
        return KubeObject.of(json);
    }
}
