package io.github.accessentries.internal.iac.dump;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clusters that the answers name, and in which of them. One that nothing describes, neither itself nor an entry, is a cluster
 * all the same, since EKS gave an answer about it; but it may be a slip of whoever put the dump together, and makes it unknown of which
 * cluster the lists and objects are.
 */
final class NamedClusters {

    private final SortedMap<String, List<String>> places = new TreeMap<>();
    private final Set<String> described = new TreeSet<>();

    NamedClusters(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.OfCluster told) {
                add(told.cluster().name(), told);
                described.add(told.cluster().name());
            } else if (answer instanceof Answer.OfEntry told) {
                add(told.cluster(), told);
                described.add(told.cluster());
            } else if (answer instanceof Answer.OfAssociations told) {
                add(told.cluster(), told);
            }
        }
    }

    private void add(String name, Answer answer) {
        places.computeIfAbsent(name, each -> new ArrayList<>()).add(answer.place());
    }

    Set<String> names() {
        return places.keySet();
    }

    /** The answers by which a cluster is there that may be none of the dump's. */
    List<String> oddOnes() {
        List<String> odd = new ArrayList<>();
        if (places.size() > 1) {
            places.forEach((name, answers) -> {
                if (!described.contains(name)) {
                    odd.add(answers.get(0) + (answers.size() > 1 ? " and " + (answers.size() - 1) + " more" : "")
                            + ": nothing else tells of a cluster " + PlainText.name(name)
                            + ", and because of it the dump is one of several clusters; take the answer out if it is a"
                            + " slip, or add what aws eks describe-cluster prints");
                }
            });
        }
        return odd;
    }
}
