package io.github.accessentries.internal.iac.dump;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.calls.ClusterFacts;
import io.github.accessentries.internal.calls.EksCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * One cluster of a dump, as EKS would have told it.
 *
 * @param name the cluster
 * @param facts its authentication mode and versions, if it is described
 * @param answersForEntries whether EKS has answered a call about entries, which it refuses where they do not count
 * @param entries the entries of which everything is known
 * @param withoutPolicies entries that are described, but not with their policies, shown here as without any
 * @param unread why it is unknown what the entries of some principals give; those of the former list are among them
 * @param openEnds why there may be other entries, or why it is unknown what counts
 * @param policies the access policies that EKS lists, if they are there
 * @param client answers the calls that the dump has the answers of, and refuses all others
 */
public record DumpedCluster(
        String name,
        Optional<ClusterFacts> facts,
        boolean answersForEntries,
        List<AccessEntry> entries,
        List<AccessEntry> withoutPolicies,
        SortedMap<PrincipalArn, String> unread,
        List<String> openEnds,
        Optional<List<AccessPolicy>> policies,
        EksClient client) {

    /** What the answers say, read by the code that reads those of EKS. */
    static DumpedCluster of(
            ClusterAnswers answers, Optional<List<software.amazon.awssdk.services.eks.model.AccessPolicy>> policies) {
        EksClient client = new DumpedEks(answers, policies, true);
        EksCalls calls = EksCalls.of(client, answers.name(), RateLimit.none());
        EksCalls without = EksCalls.of(new DumpedEks(answers, policies, false), answers.name(), RateLimit.none());
        List<AccessEntry> entries = new ArrayList<>();
        List<AccessEntry> withoutPolicies = new ArrayList<>();
        for (PrincipalArn principal : answers.entries().keySet()) {
            if (answers.unread().containsKey(principal)) {
                without.find(principal).ifPresent(withoutPolicies::add);
            } else {
                calls.find(principal).ifPresent(entries::add);
            }
        }
        Optional<ClusterFacts> facts = answers.cluster().map(cluster -> calls.facts());
        List<String> openEnds = new ArrayList<>(answers.openEnds());
        // Where entries do not count, EKS does not list them.
        boolean count =
                facts.map(ClusterFacts::mode).orElse(AuthenticationMode.UNKNOWN) != AuthenticationMode.CONFIG_MAP;
        answers.listGap().filter(gap -> count).ifPresent(openEnds::add);
        return new DumpedCluster(
                answers.name(),
                facts,
                answers.answersForEntries(),
                List.copyOf(entries),
                List.copyOf(withoutPolicies),
                new TreeMap<>(answers.unread()),
                List.copyOf(openEnds),
                policies.map(listed -> calls.policies()),
                client);
    }
}
