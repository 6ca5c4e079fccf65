package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.manage.AccessEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who gave whom what, when, from where and by which tool: the changes of access to clusters in the order of their time, made
 * of CloudTrail's records by {@link TrailReader} or {@link CloudTrailLookup}. Attempts that EKS refused are events too, and
 * {@linkplain #failedAttempts() told apart}.
 *
 * <p>Records say when to the second; what happened within one second stands as it was read. What EKS changes of its own accord
 * (entries of nodes, of the cluster's creator when the mode changes) need not have a record.
 *
 * <p>Immutable. Makes no calls, but for {@link #compare(AccessEntries)}.
 */
@CheckReturnValue
public final class AccessTimeline {

    private final List<AccessEvent> events;
    private final TrailCoverage coverage;

    AccessTimeline(List<AccessEvent> events, TrailCoverage coverage) {
        this.events = List.copyOf(events);
        this.coverage = coverage;
    }

    /** {@return all events, changes and failed attempts, the oldest first} */
    public List<AccessEvent> events() {
        return events;
    }

    /** {@return the events that changed something, the oldest first} */
    public List<AccessEvent> changes() {
        return events.stream().filter(event -> !event.failed()).toList();
    }

    /** {@return the calls that EKS refused, the oldest first} */
    public List<AccessEvent> failedAttempts() {
        return events.stream().filter(AccessEvent::failed).toList();
    }

    /** {@return the first moment of the records, whatever they are about; empty if there are none} */
    public Optional<Instant> from() {
        return coverage.from();
    }

    /** {@return the last moment of the records, whatever they are about; empty if there are none} */
    public Optional<Instant> to() {
        return coverage.to();
    }

    /**
     * Whether somebody has stated that the records are complete {@linkplain #from() from} then {@linkplain #to() to} then.
     *
     * @return {@code false} if the range is only that of the records that were read
     */
    public boolean isCoverageStated() {
        return coverage.stated();
    }

    /** {@return how many records were read} */
    public long records() {
        return coverage.records();
    }

    /** {@return how many records are about other things than access} */
    public long otherRecords() {
        return coverage.others();
    }

    /** {@return how many records were there before, by their ids} */
    public long duplicates() {
        return coverage.duplicates();
    }

    /** {@return what could not be read, with its place; the first thousand if there are more} */
    public List<TrailFault> faults() {
        return coverage.faults();
    }

    /** {@return how many faults there are} */
    public long faultCount() {
        return coverage.faultCount();
    }

    TrailCoverage coverage() {
        return coverage;
    }

    /**
     * The events of clusters of one name. Failed attempts whose record names no cluster are not among them.
     *
     * @param name the cluster's name
     * @return a timeline of these events
     * @throws IllegalArgumentException if the text cannot be the name of a cluster
     */
    public AccessTimeline ofCluster(String name) {
        EntryRules.requireClusterName(requireNonNull(name, "name"));
        return where(event -> event.cluster().filter(name::equals).isPresent());
    }

    /**
     * The events of one region.
     *
     * @param region for example {@code eu-west-1}
     * @return a timeline of these events
     */
    public AccessTimeline inRegion(String region) {
        requireNonNull(region, "region");
        return where(event -> event.region().filter(region::equals).isPresent());
    }

    /**
     * The events of clusters of one account.
     *
     * @param accountId its twelve digits
     * @return a timeline of these events
     */
    public AccessTimeline inAccount(String accountId) {
        requireNonNull(accountId, "accountId");
        return where(event -> event.account().filter(accountId::equals).isPresent());
    }

    /**
     * What bypassed the pipeline: the changes, and the attempts, that it did not make. Those of an unknown caller are among
     * them.
     *
     * @param pipeline who makes the changes, and by which tools
     * @return a timeline of these events
     */
    public AccessTimeline outside(Pipeline pipeline) {
        requireNonNull(pipeline, "pipeline");
        return where(event -> !pipeline.made(event));
    }

    private AccessTimeline where(Predicate<AccessEvent> condition) {
        return new AccessTimeline(events.stream().filter(condition).toList(), coverage);
    }

    /**
     * The entries of a cluster as they stand after the recorded changes.
     *
     * @param cluster the cluster's name
     * @return what the records tell of each entry that they do not say was deleted, sorted by principal
     * @throws IllegalArgumentException if there are clusters of this name in several accounts or regions
     */
    public List<RecordedEntry> entriesOf(String cluster) {
        requireNonNull(cluster, "cluster");
        return List.copyOf(
                Replay.of(cluster, of(cluster, List.of()), Map.of()).entries().values());
    }

    /**
     * Compares the records with the entries of a cluster: what is there without a record, what should be there by the records
     * and is not, and who last changed each. Reads all entries, and blocks meanwhile.
     *
     * @param entries the entries of the cluster
     * @return the comparison
     * @throws IllegalArgumentException if there are clusters of this name in several accounts or regions
     * @throws io.github.accessentries.AccessEntriesException if the entries cannot be read
     */
    public TimelineComparison compare(AccessEntries entries) {
        requireNonNull(entries, "entries");
        return compare(entries.cluster(), entries.list());
    }

    /**
     * Compares the records with the entries of a cluster. Where the entries have ARNs, only records of their account and region
     * count.
     *
     * @param cluster the cluster's name
     * @param entries all its entries, as {@link AccessEntries#list()} gives them
     * @return the comparison
     * @throws IllegalArgumentException if an entry is of another cluster, or if there are clusters of this name in several
     *     accounts or regions and the entries do not tell which of them it is
     */
    public TimelineComparison compare(String cluster, List<AccessEntry> entries) {
        requireNonNull(cluster, "cluster");
        requireNonNull(entries, "entries").forEach(entry -> requireOf(cluster, entry));
        return EntriesBesideRecords.compare(cluster, of(cluster, entries), coverage, entries);
    }

    private static void requireOf(String cluster, AccessEntry entry) {
        if (!entry.cluster().equals(cluster)) {
            throw new IllegalArgumentException("The entry of " + entry.principal() + " is of cluster "
                    + PlainText.quoted(entry.cluster()) + ", not of " + PlainText.quoted(cluster)
                    + "; compare the entries of one cluster at a time");
        }
    }

    /** The events of the one cluster that is meant. */
    private List<AccessEvent> of(String cluster, List<AccessEntry> entries) {
        AccessTimeline own = ofCluster(cluster);
        List<EntryArn> homes = entries.stream()
                .flatMap(entry -> entry.arn().flatMap(EntryArn::of).stream())
                .toList();
        if (!homes.isEmpty()) {
            own = own.inRegion(homes.get(0).region()).inAccount(homes.get(0).account());
        }
        List<String> places = own.changes().stream()
                .flatMap(event -> Stream.of(event.account().orElse("an unknown account") + " in "
                        + event.region().orElse("an unknown region")))
                .distinct()
                .sorted()
                .toList();
        if (places.size() > 1) {
            throw new IllegalArgumentException(PlainText.of("The records are about clusters named \"" + cluster
                    + "\" of " + String.join(" and of ", places)
                    + "; narrow them down with inAccount() and inRegion() first"));
        }
        return own.events();
    }

    /**
     * The timeline as Markdown, with a table of the changes and one of the failed attempts. Names stay text.
     *
     * @return the Markdown
     */
    public String toMarkdown() {
        return new TimelineText(this).markdown();
    }

    /**
     * The timeline as text, with a table of the changes, one of the failed attempts, and the faults.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        return new TimelineText(this).text();
    }
}
