package io.github.accessentries.risk;

import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where rights of different grants hold together. Places are the whole cluster, or one namespace or pattern. */
final class CommonPlaces {

    private CommonPlaces() {}

    static boolean covers(Where wide, Where narrow) {
        if (wide.isClusterWide() || narrow.isClusterWide()) {
            return wide.isClusterWide();
        }
        return new NamePattern(wide.namespaces().get(0))
                .covers(new NamePattern(narrow.namespaces().get(0)));
    }

    /** The rights that hold in all of a place. */
    static List<PowerRight> at(Where place, List<PowerRight> rights) {
        return rights.stream().filter(right -> covers(right.where(), place)).toList();
    }

    /**
     * The places of either that lie in one of the other, and the known namespaces in which two patterns meet.
     *
     * @param some rights of one kind
     * @param others rights of another
     * @param cluster knows the namespaces
     */
    static Set<Where> of(List<PowerRight> some, List<PowerRight> others, KnownCluster cluster) {
        Set<Where> common = new TreeSet<>();
        Set<Where> ofSome = places(some);
        Set<Where> ofOthers = places(others);
        for (Where one : ofSome) {
            for (Where other : ofOthers) {
                if (covers(one, other)) {
                    common.add(other);
                } else if (covers(other, one)) {
                    common.add(one);
                } else if (meet(one, other)) {
                    cluster.namespacesIn(one).stream()
                            .filter(other::includes)
                            .forEach(name -> common.add(Where.namespace(NamePattern.ofName(name))));
                }
            }
        }
        return common;
    }

    private static boolean meet(Where one, Where other) {
        return new NamePattern(one.namespaces().get(0))
                .overlaps(new NamePattern(other.namespaces().get(0)));
    }

    private static Set<Where> places(Collection<PowerRight> rights) {
        Set<Where> places = new TreeSet<>();
        rights.forEach(right -> places.add(right.where()));
        return places;
    }
}
