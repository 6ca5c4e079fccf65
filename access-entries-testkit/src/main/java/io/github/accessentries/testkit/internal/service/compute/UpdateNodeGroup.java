package io.github.accessentries.testkit.internal.service.compute;

import io.github.accessentries.testkit.internal.service.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateNodegroupConfig or UpdateNodegroupVersion is asked to do.
 *
 * @param type the type of update
 * @param cluster the name of the cluster
 * @param name the name of the node group
 * @param settings what is to change, by the names of the request
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdateNodeGroup(
        Type type,
        String cluster,
        String name,
        Settings settings,
        @Nullable String clientRequestToken) {

    /** The types of update that node groups go through. */
    public enum Type {
        /** Of labels, taints, size and repair. */
        CONFIG("ConfigUpdate"),
        /** Of the version of Kubernetes or of the image. */
        VERSION("VersionUpdate");

        private final String shown;

        Type(String shown) {
            this.shown = shown;
        }

        /** How EKS calls it. */
        public String shown() {
            return shown;
        }
    }
}
