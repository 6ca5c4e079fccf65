package io.github.accessentries.iac;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.filed.FiledKind;
import io.github.accessentries.internal.iac.dump.DumpContents;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Optional;

/**
 * The own API of a cluster as a dump tells it. Objects of Kubernetes do not tell their cluster, so a dump of several has none that
 * could be used.
 */
record DumpedObjects(DumpContents contents) implements KubernetesApi {

    private static final String OF_ANOTHER =
            "what kubectl has written does not tell of which cluster it is, and the dump has"
                    + " several; make a dump of its own for each cluster";

    private boolean isAlone() {
        return contents.clusters().size() == 1;
    }

    @Override
    public Optional<String> get(String path) {
        if (!isAlone()) {
            throw new UnavailableException(
                    "Could not read " + path + " from the dump: " + OF_ANOTHER,
                    ErrorContext.builder().build(),
                    null);
        }
        return contents.filed().get(path);
    }

    /** Of what the files hold, nothing is told unasked: there may be Secrets among it. */
    @Override
    public String toString() {
        return "Kubernetes API as a dump tells it";
    }

    RbacObjects rbac() {
        if (!isAlone()) {
            return RbacObjects.builder().addFaults(OF_ANOTHER).build();
        }
        boolean isWhole = FiledKind.OF_RBAC.stream().allMatch(this::isWhole);
        RbacObjects.Builder objects = RbacObjects.builder();
        if (isWhole) {
            // In the order of the cluster; what could not be understood, with its place in the files.
            objects.from(RbacObjects.read(this))
                    .faults(RbacObjects.reader()
                            .whole()
                            .read(contents.objects())
                            .faults());
        } else {
            objects.from(RbacObjects.reader().allBindings().read(contents.objects()));
        }
        // Namespaces grant nothing.
        FiledKind.OF_RBAC.stream()
                .filter(kind -> kind != FiledKind.NAMESPACES)
                .flatMap(kind -> contents.filed().gap(kind).stream())
                .forEach(objects::addFaults);
        return objects.build();
    }

    private boolean isWhole(FiledKind kind) {
        return contents.filed().gap(kind).isEmpty();
    }

    AwsAuth awsAuth() {
        try {
            return AwsAuth.read(this);
        } catch (UnavailableException e) {
            return AwsAuth.builder().addFaults(String.valueOf(e.getMessage())).build();
        }
    }

    /** What is missing and grants nothing. */
    List<String> otherFaults() {
        return isAlone() ? contents.filed().gap(FiledKind.NAMESPACES).stream().toList() : List.of();
    }
}
