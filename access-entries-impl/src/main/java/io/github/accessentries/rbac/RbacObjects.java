package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CanIgnoreReturnValue;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.filed.FiledKind;
import io.github.accessentries.internal.filed.FiledObjects;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** The RBAC objects of a cluster, and its namespaces. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RbacObjects {

    private static final String API = "/apis/rbac.authorization.k8s.io/v1/";

    private static final Pattern NAMES = Pattern.compile("\\.(ya?ml|json)$", Pattern.CASE_INSENSITIVE);

    RbacObjects() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return Roles and ClusterRoles} */
    public abstract List<RbacRole> roles();

    /** {@return RoleBindings and ClusterRoleBindings} */
    public abstract List<RbacBinding> bindings();

    /**
     * {@return whether these are all objects of a cluster, as {@link #read(KubernetesApi)} gets them, and what was parsed if it has a
     * list of each kind, so that a role that is not among them does not exist; not so unless set. Otherwise a binding of such a
     * role is a doubt about its subjects}
     */
    @Value.Default
    public boolean whole() {
        return false;
    }

    /**
     * {@return whether the cluster has no bindings but these and those that {@link #faults()} tell of; so it is where the objects are
     * {@link #whole()}, and otherwise only where it is stated. Where it is not so, whoever is not allowed something by these may be
     * by others, and every denial is doubtful}
     */
    @Value.Default
    public boolean allBindings() {
        return whole();
    }

    /** Refuses what cannot be. */
    @Value.Check
    void check() {
        if (whole() && !allBindings()) {
            throw new IllegalArgumentException(
                    "RBAC objects that are whole have all bindings; say that they are whole, or that bindings may be missing, not both");
        }
    }

    /** {@return the names of the existing namespaces, if they are known} */
    public abstract List<String> namespaces();

    /** {@return those of the {@link #namespaces()} that are being deleted, in which nothing new can be made} */
    public abstract List<String> terminatingNamespaces();

    /**
     * {@return what could not be read or understood, each as text with its place: all that leaves open what the objects
     * grant}
     */
    public abstract List<String> faults();

    /**
     * {@return what is known to grant nothing, each as text with its place: objects that are not of RBAC, subjects that
     * nobody can be, and bindings of roles that the cluster does not have}
     */
    public abstract List<String> withoutEffect();

    /** Where a cluster keeps a kind of objects. */
    record ApiList(String path, String kind) {

        String apiVersion() {
            return path.startsWith(API) ? "rbac.authorization.k8s.io/v1" : "v1";
        }
    }

    /**
     * The lists in the order of reading, since the cluster may change in between: bindings before roles and namespaces, so that
     * what a binding refers to is missing only if it did not exist before or no longer does. The other way round, a role that
     * is made together with its binding would be taken for one that does not exist.
     */
    static final List<ApiList> API_LISTS = List.of(
            new ApiList(API + "clusterrolebindings", "ClusterRoleBinding"),
            new ApiList(API + "rolebindings", "RoleBinding"),
            new ApiList(API + "clusterroles", "ClusterRole"),
            new ApiList(API + "roles", "Role"),
            new ApiList("/api/v1/namespaces", "Namespace"));

    /**
     * No objects at all.
     *
     * @return an empty collection
     */
    public static RbacObjects none() {
        return builder().build();
    }

    /**
     * Reads objects as kubectl prints them: {@code kubectl get
     * namespaces,roles,rolebindings,clusterroles,clusterrolebindings -A -o yaml} or {@code -o json}, one object, a
     * list, or several documents; and manifests as {@code helm template}, {@code helm get all}, {@code helm install --dry-run} and
     * {@code kubectl kustomize} print them. They are read as Kubernetes reads them: a plain {@code 1e400} is text, {@code 12} is not;
     * a Role of another API group than {@code rbac.authorization.k8s.io} is no Role, but where an object leaves its
     * {@code apiVersion} away, that group is meant.
     *
     * <p>A document or object that Kubernetes could not read is left out without affecting the others, and {@link #faults()} reports
     * it. So it is with Roles and RoleBindings that do not say their namespace, unless a {@link #reader()} is told into which they
     * are installed, with templates that nobody has filled in, and with objects of other kinds that hold RBAC objects. There are also
     * names that occur twice and say something else, and keys that occur twice (the last one counts), bindings of roles that are not
     * in the text but may be on the cluster, and hooks of Helm, which are there at times only. Objects of other kinds are among {@link
     * #withoutEffect()}. Of more than a thousand of either, only the number is told.
     *
     * <p>No text tells what is missing in it, so other bindings may be on the cluster, and every denial by a model of these objects
     * is doubtful, unless a list of each kind is among them, as {@link io.github.accessentries.kubernetes.KubernetesFiles} tells it,
     * which the command above prints: then they are {@linkplain #whole() whole}. A list counts if what each cluster has is in it, so one of a
     * namespace does not; whether a selector left something out, as {@code -l} does, it does not tell, so give none. Of other
     * texts, say that they have {@linkplain Reader#allBindings() all bindings} if they do.
     *
     * <p>A ClusterRole with an {@code aggregationRule} has its own rules, which a cluster has filled in if it printed them, and those
     * of the roles in the text that it selects. As others on the cluster may match too, this is a fault, and a doubt about whoever is
     * given such a role; not so if the rules of its own say all of it already.
     *
     * @param text YAML or JSON
     * @return the objects
     * @throws IllegalArgumentException if nothing of the text is YAML, or it is longer than 64 Mi characters
     */
    public static RbacObjects parse(String text) {
        return reader().read(text);
    }

    /**
     * Reads several texts together, each as {@link #parse(String)} reads it. Faults tell the names of the texts.
     *
     * @param texts YAML or JSON by a name, for example of a file, in the order in which they are read
     * @return the objects
     * @throws IllegalArgumentException if nothing of the texts is YAML, or one is longer than 64 Mi characters
     */
    public static RbacObjects parse(Map<String, String> texts) {
        return reader().read(texts);
    }

    /**
     * Reads files in YAML or JSON, those called {@code .yaml}, {@code .yml} or {@code .json}: manifests, or what kubectl has
     * written. Blocks until all are read. They are read as {@link #parse(Map)} reads texts, with the names of the files in the
     * places of faults. A file that cannot be read is a fault; one
     * of another name, and what is hidden, is among {@link #withoutEffect()}.
     *
     * @param place a file, whatever its name, a directory with all that is below it, or an archive ({@code .zip}, {@code .tar},
     *     {@code .tar.gz}, {@code .tgz}); links out of a directory are not followed
     * @return the objects
     * @throws IllegalArgumentException if there is nothing at the place, if nothing of the files is YAML, or if they are more
     *     than 100,000 or larger than 256 MiB
     * @throws java.io.UncheckedIOException if the place cannot be read
     */
    public static RbacObjects read(Path place) {
        return reader().read(place);
    }

    /**
     * Starts reading texts with more than {@link #parse(String)} needs, such as what Helm is about to install.
     *
     * @return a new reader
     */
    public static Reader reader() {
        return new Reader();
    }

    /**
     * Reads all of them from a cluster, list by list; they are of nearly the same moment. Fields that this version does
     * not know are ignored. What is not in the lists is not there, so a binding of such a role is among {@link #withoutEffect()}.
     *
     * @param kubernetes the API of the cluster; the caller needs the verb list on namespaces, roles, rolebindings, clusterroles
     *     and clusterrolebindings of the whole cluster
     * @return the objects
     * @throws io.github.accessentries.AccessEntriesException if one of the lists cannot be read
     */
    public static RbacObjects read(KubernetesApi kubernetes) {
        requireNonNull(kubernetes, "kubernetes");
        return RbacReader.read(KubernetesObjects.of(kubernetes));
    }

    /**
     * The objects as text.
     *
     * @return roles, bindings, namespaces and faults on one line
     */
    @Override
    public final String toString() {
        return "roles " + roles() + ", bindings " + bindings() + ", namespaces [" + PlainText.names(namespaces())
                + "], faults " + PlainText.of(faults().toString());
    }

    /** Options for reading texts. Not thread-safe. */
    @CanIgnoreReturnValue
    public static final class Reader {

        private String namespace = "";
        private boolean allBindings;
        private boolean whole;

        private Reader() {}

        /**
         * Sets the namespace of Roles and RoleBindings that do not say theirs: that of Helm's release, of kubectl's context or of
         * what applies the text. Others, and objects of the whole cluster, stay as they are. What Helm prints of a release says
         * its namespace, which counts if none is set here.
         *
         * @param namespace the name of a namespace
         * @return this reader
         * @throws IllegalArgumentException if no namespace can have that name
         */
        public Reader namespace(String namespace) {
            requireNonNull(namespace, "namespace");
            if (!FoundObjects.isNamespaceName(namespace)) {
                throw new IllegalArgumentException(PlainText.quoted(namespace)
                        + " cannot be the name of a namespace; use up to 63 lower-case letters, digits and -, beginning and"
                        + " ending with a letter or digit");
            }
            this.namespace = namespace;
            return this;
        }

        /**
         * States that the cluster has no other bindings than those that are read, as where a test writes them down. Its own roles,
         * such as {@code view}, need not be among the objects: a binding of one that is not is a doubt about its subjects.
         *
         * @return this reader
         */
        public Reader allBindings() {
            allBindings = true;
            return this;
        }

        /**
         * States that the cluster has no other objects of RBAC than those that are read: they are {@linkplain RbacObjects#whole() whole}, so a
         * role that is not among them does not exist, not even {@code view}.
         *
         * @return this reader
         */
        public Reader whole() {
            whole = true;
            return this;
        }

        /**
         * Reads a text like {@link RbacObjects#parse(String)}.
         *
         * @param text YAML or JSON
         * @return the objects
         * @throws IllegalArgumentException if nothing of the text is YAML, or it is longer than 64 Mi characters
         */
        @CheckReturnValue
        public RbacObjects read(String text) {
            requireNonNull(text, "text");
            return read(List.of(new TextFile("", text)));
        }

        /**
         * Reads several texts together like {@link RbacObjects#parse(Map)}.
         *
         * @param texts YAML or JSON by a name, in the order in which they are read
         * @return the objects
         * @throws IllegalArgumentException if nothing of the texts is YAML, or one is longer than 64 Mi characters
         */
        @CheckReturnValue
        public RbacObjects read(Map<String, String> texts) {
            requireNonNull(texts, "texts");
            List<TextFile> files = new ArrayList<>();
            texts.forEach((name, text) ->
                    files.add(new TextFile(requireNonNull(name, "texts key"), requireNonNull(text, "texts value"))));
            return read(files);
        }

        /**
         * Reads files like {@link RbacObjects#read(Path)}. Blocks until all are read.
         *
         * @param place a file, a directory or an archive
         * @return the objects
         * @throws IllegalArgumentException as for {@link RbacObjects#read(Path)}
         * @throws java.io.UncheckedIOException if the place cannot be read
         */
        @CheckReturnValue
        public RbacObjects read(Path place) {
            requireNonNull(place, "place");
            TextFiles files = TextFiles.read(place, name -> NAMES.matcher(name).find());
            Builder objects = builder();
            objects.from(read(files.files()));
            for (TextFiles.LeftOutFile file : files.leftOut()) {
                if (file.wanted()) {
                    objects.addFaults(file.toString());
                } else {
                    objects.addWithoutEffect(file.toString());
                }
            }
            return objects.build();
        }

        private RbacObjects read(List<TextFile> texts) {
            // Without lists there is no need to look twice.
            boolean mayHaveLists = texts.stream().anyMatch(text -> text.text().contains("items"));
            FiledObjects filed = mayHaveLists ? FiledObjects.of(texts) : new FiledObjects();
            RbacObjects read = RbacReader.read(texts, namespace, whole || hasLists(filed, FiledKind.OF_RBAC));
            if (hasLists(filed, FiledKind.OF_RBAC)) {
                // In the order of the cluster; what could not be understood, with its place in the text.
                Builder objects = builder();
                objects.from(RbacReader.read(KubernetesObjects.of(filed::get))).faults(read.faults());
                return objects.build();
            }
            return allBindings || hasLists(filed, FiledKind.OF_BINDINGS)
                    ? builder().from(read).allBindings(true).build()
                    : read;
        }

        private static boolean hasLists(FiledObjects filed, List<FiledKind> kinds) {
            return kinds.stream().allMatch(kind -> filed.gap(kind).isEmpty());
        }
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacObjects.Builder {
        Builder() {}
    }
}
