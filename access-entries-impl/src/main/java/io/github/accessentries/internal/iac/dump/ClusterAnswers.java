package io.github.accessentries.internal.iac.dump;

import static java.util.stream.Collectors.toSet;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.iac.dump.Answer.Page;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * What the answers tell of one cluster, and what they leave open.
 *
 * @param name the cluster
 * @param cluster the cluster itself, if it is described, and not in two ways
 * @param answersForEntries whether EKS has answered a call about entries, which it refuses where they do not count
 * @param entries the entries that are described
 * @param associations the policies of entries, as far as they are there
 * @param unread why it is unknown what the entries of some principals give
 * @param listGap why there may be other entries
 * @param openEnds why it is unknown what counts
 */
record ClusterAnswers(
        String name,
        Optional<Cluster> cluster,
        boolean answersForEntries,
        SortedMap<PrincipalArn, AccessEntry> entries,
        Map<PrincipalArn, List<AssociatedAccessPolicy>> associations,
        SortedMap<PrincipalArn, String> unread,
        Optional<String> listGap,
        List<String> openEnds) {

    /** Whether the list of its entries is there and whole. */
    boolean isListed() {
        return listGap.isEmpty();
    }

    /** Puts together the answers about one cluster. */
    static final class Assembly {

        private final String name;
        private final List<Answer> all;
        private final boolean isAlone;

        private final SortedMap<PrincipalArn, AccessEntry> entries = new TreeMap<>();
        private final Map<PrincipalArn, List<AssociatedAccessPolicy>> associations = new LinkedHashMap<>();
        private final SortedMap<PrincipalArn, String> unread = new TreeMap<>();
        private final List<String> openEnds = new ArrayList<>();
        private @Nullable String listGap;
        private final Map<PrincipalArn, String> contested = new TreeMap<>();

        /**
         * Starts.
         *
         * @param name the cluster
         * @param all the answers of all clusters
         * @param isAlone whether no answer is of another cluster
         */
        Assembly(String name, List<Answer> all, boolean isAlone) {
            this.name = name;
            this.all = all;
            this.isAlone = isAlone;
        }

        ClusterAnswers assemble() {
            Optional<Cluster> cluster = cluster();
            readEntries();
            readAssociations();
            Optional<Set<PrincipalArn>> list = list();
            list.ifPresent(this::compareWithList);
            TreeSet<PrincipalArn> principals = new TreeSet<>(entries.keySet());
            principals.addAll(associations.keySet());
            list.ifPresent(principals::addAll);
            principals.forEach(this::findWhatIsMissing);
            contested.forEach((principal, reason) -> {
                unread.put(principal, reason);
                entries.remove(principal);
            });
            boolean answersForEntries = !entries.isEmpty()
                    || !contested.isEmpty()
                    || (isAlone && all.stream().anyMatch(Answer.OfPrincipals.class::isInstance));
            if (cluster.isEmpty()) {
                openEnds.add("nothing in the dump tells the authentication mode of cluster " + PlainText.name(name)
                        + ", so it is unknown whether aws-auth counts; call aws eks describe-cluster");
            }
            return new ClusterAnswers(
                    name,
                    cluster,
                    answersForEntries,
                    entries,
                    associations,
                    unread,
                    Optional.ofNullable(listGap),
                    List.copyOf(openEnds));
        }

        /** Two clusters of a name can only be in two places, and their answers could not be told apart. */
        private Optional<Cluster> cluster() {
            List<Answer.OfCluster> told = all.stream()
                    .filter(Answer.OfCluster.class::isInstance)
                    .map(Answer.OfCluster.class::cast)
                    .filter(each -> each.cluster().name().equals(name))
                    .toList();
            if (told.stream().map(Answer.OfCluster::cluster).distinct().count() > 1) {
                openEnds.add("cluster " + PlainText.name(name) + " is described in two ways ("
                        + told.get(0).place() + "; " + told.get(told.size() - 1).place()
                        + "), so the dump is of two moments; make it anew");
                return Optional.empty();
            }
            return told.stream().findFirst().map(Answer.OfCluster::cluster);
        }

        private void readEntries() {
            Map<PrincipalArn, Answer.OfEntry> first = new TreeMap<>();
            for (Answer answer : all) {
                if (answer instanceof Answer.OfEntry told && told.cluster().equals(name)) {
                    PrincipalArn principal = PrincipalArn.fromEks(told.entry().principalArn());
                    Answer.OfEntry before = first.putIfAbsent(principal, told);
                    entries.putIfAbsent(principal, told.entry());
                    if (before != null && !before.entry().equals(told.entry())) {
                        contested.put(
                                principal,
                                "the access entry of " + principal + " is described in two ways (" + before.place()
                                        + "; " + told.place() + "), so the dump is of two moments; make it anew");
                    }
                }
            }
        }

        private void readAssociations() {
            Map<PrincipalArn, List<Page<AssociatedAccessPolicy>>> pages = new TreeMap<>();
            for (Answer answer : all) {
                if (answer instanceof Answer.OfAssociations told
                        && told.cluster().equals(name)) {
                    pages.computeIfAbsent(PrincipalArn.fromEks(told.principal()), each -> new ArrayList<>())
                            .add(told.page());
                }
            }
            pages.forEach((principal, told) -> {
                Pages<AssociatedAccessPolicy> put = Pages.of("the list of access policies of " + principal, told);
                put.gap()
                        .ifPresentOrElse(
                                gap -> unread.put(principal, gap), () -> associations.put(principal, put.items()));
            });
        }

        /** Empty if it is not there, or does not tell its cluster and could be another's. */
        private Optional<Set<PrincipalArn>> list() {
            List<Page<String>> pages = all.stream()
                    .filter(Answer.OfPrincipals.class::isInstance)
                    .map(answer -> ((Answer.OfPrincipals) answer).page())
                    .toList();
            if (pages.isEmpty()) {
                listGap = "there is no list of the access entries of cluster " + PlainText.name(name)
                        + " in the dump, so it may have others; call aws eks list-access-entries";
                return Optional.empty();
            }
            if (!isAlone) {
                listGap = "the lists of access entries in the dump do not tell of which cluster they are, and there are"
                        + " several, so " + PlainText.name(name)
                        + " may have others; make a dump of its own for each cluster";
                return Optional.empty();
            }
            Pages<String> put = Pages.of("the list of access entries", pages);
            listGap = put.gap().orElse(null);
            return Optional.of(put.items().stream().map(PrincipalArn::fromEks).collect(toSet()));
        }

        private void compareWithList(Set<PrincipalArn> listed) {
            if (listGap == null) {
                entries.keySet().stream()
                        .filter(principal -> !listed.contains(principal))
                        .forEach(principal -> contested.putIfAbsent(
                                principal,
                                "the access entry of " + principal
                                        + " is described, and the list of entries does not have"
                                        + " it, so the dump is of two moments; make it anew"));
            }
        }

        private void findWhatIsMissing(PrincipalArn principal) {
            if (!entries.containsKey(principal)) {
                unread.put(
                        principal,
                        "nothing in the dump describes the access entry of " + principal
                                + "; call aws eks describe-access-entry");
            } else if (!associations.containsKey(principal)) {
                unread.putIfAbsent(
                        principal,
                        "nothing in the dump tells the access policies of " + principal
                                + "; call aws eks list-associated-access-policies");
            }
        }
    }
}
