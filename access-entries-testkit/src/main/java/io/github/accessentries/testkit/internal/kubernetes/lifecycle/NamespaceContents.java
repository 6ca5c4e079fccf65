package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every namespace has: the account that pods run as by default, and the certificate of the cluster's authority.
 *
 * @param rootCertificate the certificate, in PEM
 */
record NamespaceContents(ObjectStore store, ObjectBirth birth, Supplier<String> rootCertificate) {

    private static final ResourceType ACCOUNTS =
            BuiltInTypes.get().find("", "v1", "serviceaccounts").orElseThrow();
    private static final ResourceType CONFIG_MAPS =
            BuiltInTypes.get().find("", "v1", "configmaps").orElseThrow();
    private static final String ACCOUNT = "default";
    private static final String CERTIFICATE = "kube-root-ca.crt";

    /** Puts both into a namespace, as far as they are not there. */
    void fill(String namespace) {
        add(ACCOUNTS, object(ACCOUNTS, namespace, ACCOUNT));
        JsonObject annotations = new JsonObject();
        annotations.addProperty(
                "kubernetes.io/description",
                "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as"
                        + " the internal service IP or kubernetes.default.svc. No other usage is guaranteed across"
                        + " distributions of Kubernetes clusters.");
        JsonObject data = new JsonObject();
        data.addProperty("ca.crt", rootCertificate.get());
        add(
                CONFIG_MAPS,
                object(CONFIG_MAPS, namespace, CERTIFICATE)
                        .withMetadata(metadata -> metadata.add("annotations", annotations))
                        .withMember("data", data));
    }

    /** Puts them back, if what is gone was one of them. */
    void restore(GroupResource resource, ObjectKey gone) {
        boolean isAccount =
                resource.equals(ACCOUNTS.groupResource()) && gone.name().equals(ACCOUNT);
        boolean isCertificate =
                resource.equals(CONFIG_MAPS.groupResource()) && gone.name().equals(CERTIFICATE);
        if (isAccount || isCertificate) {
            fill(gone.namespace());
        }
    }

    private void add(ResourceType type, KubeObject object) {
        store.write(
                type.groupResource(),
                object.key(),
                before -> before.isPresent() ? before : Optional.of(birth.born(type, object)));
    }

    private static KubeObject object(ResourceType type, String namespace, String name) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("name", name);
        metadata.addProperty("namespace", namespace);
        JsonObject json = new JsonObject();
        json.addProperty("kind", type.kind());
        json.addProperty("apiVersion", type.apiVersion());
        json.add("metadata", metadata);
        return KubeObject.of(json);
    }
}
