package io.github.accessentries.internal.iac.dump;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.accessentries.internal.filed.FiledObjects;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.AccessPolicy;

/**
 * What a dump holds.
 *
 * @param clusters its clusters by their names
 * @param filed its objects of Kubernetes, which do not tell their cluster
 * @param objects the same as JSON texts, by the files that they stand in
 * @param faults what could not be read, and what is not of a dump
 */
public record DumpContents(
        SortedMap<String, DumpedCluster> clusters,
        FiledObjects filed,
        Map<String, String> objects,
        List<String> faults) {

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private static final int PARTS_OF_AN_ARN = 6;
    private static final int MOST_FAULTS = 10;

    /**
     * Reads a dump.
     *
     * @param files its files; one that has no name is not told in messages
     * @return what it holds
     * @throws IllegalArgumentException if there is no answer in it, or if answers of two clusters of one name lie in it, which cannot be told apart
     */
    public static DumpContents read(TextFiles files) {
        Answers answers = new Answers();
        for (TextFile file : files.files()) {
            answers.read(file);
        }
        files.leftOut().forEach(file -> answers.fault(file.toString()));
        if (answers.all().isEmpty() && answers.objectsByFile().isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no answer of EKS or Kubernetes here; give what the AWS CLI prints"
                            + " with --output json and kubectl with -o json"
                            + answers.faults().stream()
                                    .limit(MOST_FAULTS)
                                    .map(fault -> "\n- " + fault)
                                    .collect(Collectors.joining()));
        }
        Optional<List<AccessPolicy>> policies = policies(answers);
        NamedClusters named = new NamedClusters(answers.all());
        named.oddOnes().forEach(answers::fault);
        Set<String> names = named.names();
        SortedMap<String, DumpedCluster> clusters = new TreeMap<>();
        for (String name : names) {
            requireOne(name, answers.all());
            clusters.put(
                    name,
                    DumpedCluster.of(
                            new ClusterAnswers.Assembly(name, answers.all(), names.size() == 1).assemble(), policies));
        }
        if (names.isEmpty()) {
            answers.fault("nothing in the dump names a cluster; add what aws eks describe-cluster prints");
        }
        Map<String, String> objects = new LinkedHashMap<>();
        answers.objectsByFile()
                .forEach((file, documents) ->
                        objects.put(file, documents.stream().map(GSON::toJson).collect(Collectors.joining("\n"))));
        return new DumpContents(clusters, answers.filed(), objects, answers.faults());
    }

    /** They are the same for all clusters. */
    private static Optional<List<AccessPolicy>> policies(Answers answers) {
        List<Answer.Page<AccessPolicy>> pages = answers.all().stream()
                .filter(Answer.OfPolicies.class::isInstance)
                .map(answer -> ((Answer.OfPolicies) answer).page())
                .toList();
        if (pages.isEmpty()) {
            return Optional.empty();
        }
        Pages<AccessPolicy> put = Pages.of("the list of all access policies", pages);
        put.gap().ifPresent(answers::fault);
        return put.gap().isPresent() ? Optional.empty() : Optional.of(put.items());
    }

    /** The ARNs of clusters and of entries tell region and account. */
    private static void requireOne(String name, List<Answer> answers) {
        Set<String> places = new LinkedHashSet<>();
        for (Answer answer : answers) {
            String[] parts = arn(name, answer).split(":", PARTS_OF_AN_ARN);
            if (parts.length == PARTS_OF_AN_ARN) {
                places.add("account " + PlainText.name(parts[4]) + " in " + PlainText.name(parts[3]));
            }
        }
        if (places.size() > 1) {
            throw new IllegalArgumentException("The dump has several clusters called " + PlainText.name(name) + ", of "
                    + String.join(" and of ", places)
                    + ", whose answers cannot be told apart; make a dump of its own for each of them");
        }
    }

    private static String arn(String name, Answer answer) {
        if (answer instanceof Answer.OfCluster told && told.cluster().name().equals(name)) {
            return Objects.requireNonNullElse(told.cluster().arn(), "");
        }
        if (answer instanceof Answer.OfEntry told && told.cluster().equals(name)) {
            return Objects.requireNonNullElse(told.entry().accessEntryArn(), "");
        }
        return "";
    }
}
