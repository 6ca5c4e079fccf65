package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.CreatorsEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries that EKS makes by itself where somebody makes a cluster, or what runs its nodes and pods. */
final class AccessOfCluster {

    private static final String CONFIG = "access_config";
    private static final String FLAG = "bootstrap_cluster_creator_admin_permissions";

    private AccessOfCluster() {}

    /** What a cluster gives. */
    static Optional<String> reason(OtherResource cluster) throws Unanswered {
        List<String> reasons = new ArrayList<>();
        ofCreator(cluster).ifPresent(reasons::add);
        if (cluster.text("compute_config", "enabled").equals("true")) {
            reasons.add("has nodes of Auto Mode: " + BesideEntries.NODES_OF_EKS);
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static Optional<String> ofCreator(OtherResource cluster) throws Unanswered {
        if (isWithConfigMapOnly(cluster)) {
            // The provider shows false where nothing was written, which EKS takes for true.
            return Optional.of("its authentication_mode is CONFIG_MAP, with which " + CreatorsEntry.asked(FLAG));
        }
        boolean isUnset = cluster.planned().filter(plan -> plan.isUnset(CONFIG)).isPresent();
        Optional<Field> flag = isUnset ? cluster.written(CONFIG, FLAG) : cluster.value(CONFIG, FLAG);
        if (flag.isEmpty()) {
            return Optional.of(CreatorsEntry.leftOut(FLAG));
        }
        return flag.get().isText() && flag.get().text().filter("false"::equals).isPresent()
                ? Optional.empty()
                : Optional.of(CreatorsEntry.asked(FLAG));
    }

    private static boolean isWithConfigMapOnly(OtherResource cluster) {
        try {
            return cluster.text(CONFIG, "authentication_mode").equals("CONFIG_MAP");
        } catch (Unanswered unknown) {
            // Then the flag alone tells.
            return false;
        }
    }
}
