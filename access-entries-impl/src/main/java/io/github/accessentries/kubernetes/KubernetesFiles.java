package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.filed.FiledObjects;
import io.github.accessentries.internal.files.TextFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The API of a cluster as files tell it that kubectl has written, in YAML or JSON: lists of RBAC objects and namespaces, and the
 * ConfigMap {@code aws-auth} of {@code kube-system}. Whatever reads a {@link KubernetesApi} reads these the same way, and without
 * the cluster:
 *
 * <pre>{@code
 * RbacObjects rbac = RbacObjects.read(KubernetesFiles.of(Path.of("dump")));
 * }</pre>
 *
 * <p>What was not read is not absent: a list is answered only if the files have one of its kind, such as the
 * {@code RoleList} of {@code kubectl get --raw}, or a {@code List} of {@code kubectl get -A}, with what each cluster has of that kind in
 * it: {@code cluster-admin} and {@code system:discovery}, or something in {@code kube-system} and {@code kube-public}. Without that it
 * may be of one namespace alone, a page, or what a selector left, and does not count. A missing {@code aws-auth} is told as missing only if there is such a
 * list of the ConfigMaps of {@code kube-system}, with {@code kube-root-ca.crt}, and without it. Everything else
 * is an {@link io.github.accessentries.UnavailableException}, as are lists that go on elsewhere, and files that contradict each
 * other.
 *
 * <p>Immutable, and safe to share between threads. Only {@link #of} reads files.
 */
public final class KubernetesFiles implements KubernetesApi {

    private final FiledObjects objects;

    private KubernetesFiles(FiledObjects objects) {
        this.objects = objects;
    }

    /**
     * Reads files, whatever their names. Blocks until all are read.
     *
     * @param place a file, a directory with all that is below it, or an archive ({@code .zip}, {@code .tar}, {@code .tar.gz},
     *     {@code .tgz}); hidden files and links out of a directory are not read
     * @return the API
     * @throws IllegalArgumentException if there is nothing at the place, or more than 100,000 files or 256 MiB
     * @throws java.io.UncheckedIOException if the place cannot be read
     */
    public static KubernetesFiles of(Path place) {
        return new KubernetesFiles(FiledObjects.of(TextFiles.read(requireNonNull(place, "place"))));
    }

    /**
     * What could not be read.
     *
     * @return each file or document with its reason
     */
    public List<String> faults() {
        return objects.faults();
    }

    @Override
    public Optional<String> get(String path) {
        return objects.get(requireNonNull(path, "path"));
    }

    /**
     * The source.
     *
     * @return a short description
     */
    @Override
    public String toString() {
        return "Kubernetes API as files tell it";
    }
}
