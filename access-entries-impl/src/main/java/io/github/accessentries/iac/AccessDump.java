package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.iac.dump.DumpContents;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Clusters as the AWS CLI and kubectl have written them to files, for reviews without access to them:
 *
 * <pre>{@code
 * ClusterDump prod = AccessDump.read(Path.of("dump.zip")).cluster("prod");
 * Files.writeString(page, prod.report().render(ReportFormat.HTML));
 * }</pre>
 *
 * <p>A dump consists of what these calls print, in JSON or YAML: {@code aws eks describe-cluster}, {@code list-access-entries},
 * {@code describe-access-entry} and {@code list-associated-access-policies} for each entry, {@code list-access-policies}, and
 * {@code kubectl get} for namespaces, roles, bindings and the ConfigMap {@code aws-auth}. They may lie in one file or many, one
 * behind the other or in lists. Only what they say counts; the names of files are for messages.
 *
 * <p>What was not read is not absent. Each call whose answer is missing, is only the first page, or contradicts another is a fault
 * of its {@link ClusterDump}, and a doubt on every answer that it could change. Output as text or table, and the errors of calls,
 * are told with their files.
 *
 * <p>Immutable, and safe to share between threads. Only {@link #read} reads files.
 */
public final class AccessDump {

    private final SortedMap<String, ClusterDump> clusters;
    private final List<String> ownFaults;

    private AccessDump(DumpContents contents) {
        SortedMap<String, ClusterDump> read = new TreeMap<>();
        contents.clusters().forEach((name, cluster) -> read.put(name, ClusterDump.of(cluster, contents)));
        this.clusters = Collections.unmodifiableSortedMap(read);
        this.ownFaults = List.copyOf(contents.faults());
    }

    /**
     * Reads files, whatever their names. Blocks until all are read.
     *
     * @param place a file, a directory with all that is below it, or an archive ({@code .zip}, {@code .tar}, {@code .tar.gz},
     *     {@code .tgz}); hidden files and links out of a directory are not read
     * @return the clusters in them
     * @throws IllegalArgumentException if there is no answer at the place, if it has more than 100,000 files or 256 MiB, or if
     *     answers of two clusters of one name lie there
     * @throws java.io.UncheckedIOException if the place cannot be read
     */
    public static AccessDump read(Path place) {
        return new AccessDump(DumpContents.read(TextFiles.read(requireNonNull(place, "place"))));
    }

    /**
     * Reads a text that has all answers, one behind the other or in a list.
     *
     * @param text JSON or YAML
     * @return the clusters in it
     * @throws IllegalArgumentException if no answer is in it, or answers of two clusters of one name
     */
    public static AccessDump parse(String text) {
        requireNonNull(text, "text");
        return new AccessDump(DumpContents.read(new TextFiles(List.of(new TextFile("", text)), List.of())));
    }

    /**
     * The clusters that the answers name.
     *
     * @return each by its name
     */
    public SortedMap<String, ClusterDump> clusters() {
        return clusters;
    }

    /**
     * The one cluster of the dump.
     *
     * @return the cluster
     * @throws IllegalStateException if there is none, or more than one
     */
    public ClusterDump cluster() {
        if (clusters.size() != 1) {
            throw new IllegalStateException(
                    clusters.isEmpty()
                            ? "The dump names no cluster" + (ownFaults.isEmpty() ? "" : ": " + ownFaults.get(0))
                            : "The dump has several clusters, [" + PlainText.names(clusters.keySet())
                                    + "]; name the one that is meant");
        }
        return clusters.values().iterator().next();
    }

    /**
     * One cluster of the dump.
     *
     * @param name its name
     * @return the cluster
     * @throws IllegalArgumentException if the dump does not have it
     */
    public ClusterDump cluster(String name) {
        ClusterDump cluster = clusters.get(requireNonNull(name, "name"));
        if (cluster == null) {
            throw new IllegalArgumentException("The dump has no cluster " + PlainText.quoted(name) + ", but ["
                    + PlainText.names(clusters.keySet()) + "]");
        }
        return cluster;
    }

    /**
     * The entries as desired access, without what nobody chose: the user names that EKS generates, and names and groups of nodes.
     *
     * @return the access of each cluster; an entry of which a part is unknown, or that only AWS can make, is left out and named
     */
    public Imported desired() {
        SortedMap<String, DesiredAccess> desired = new TreeMap<>();
        List<Omission> omissions = new ArrayList<>();
        clusters.forEach((name, cluster) -> {
            desired.put(name, cluster.desired());
            omissions.addAll(cluster.omissions());
        });
        ownFaults.forEach(fault ->
                omissions.add(Omission.builder().place("dump").reason(fault).build()));
        return Imported.builder().clusters(desired).omissions(omissions).build();
    }

    /**
     * What could not be read or is no answer, and what is missing of each cluster.
     *
     * @return a sentence for each, with its file and place where it has one; empty if the dump is whole
     */
    public List<String> faults() {
        List<String> all = new ArrayList<>(ownFaults);
        clusters.values().forEach(cluster -> all.addAll(cluster.faults()));
        return all.stream().distinct().toList();
    }

    /**
     * The dump as text.
     *
     * @return a line for each cluster and each fault
     */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        clusters.values().forEach(cluster -> lines.add(cluster.toString()));
        faults().forEach(fault -> lines.add("missing: " + fault));
        return String.join("\n", lines);
    }
}
