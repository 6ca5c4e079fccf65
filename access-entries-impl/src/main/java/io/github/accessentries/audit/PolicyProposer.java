package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessScope;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * Proposes the smallest policy for what somebody did on a cluster, by the audit log of its Kubernetes API.
 *
 * <pre>{@code
 * PolicyProposal proposal = PolicyProposer.builder()
 *         .addPrincipals(PrincipalArn.role("111122223333", "deployer"))
 *         .build()
 *         .read(Path.of("audit.log.gz"));
 * }</pre>
 *
 * <p>A log has an event of {@code audit.k8s.io/v1} in each line, or events in what CloudWatch Logs puts around them: exports to
 * S3, answers with events or of a query, and what a subscriber gets. Lists of events are read, too, and JSON that goes over several
 * lines. Anything may be compressed with gzip. Lines may be of 8 MiB; a line with a fault is told and costs no other its place.
 * Memory does not grow with the length of a log: it is taken for up to 50,000 different requests. Blank lines are
 * nothing. That a request is told twice is noticed among the last 65,536; it is the same id for the same request.
 *
 * <p>Smallest means: the rules allow, in each place, what was let in there and nothing else, with two exceptions. Objects
 * are named only where every request named one and there were few, see {@link #mostNames()}. And what was done in no namespace, which
 * is also what was done in all of them at once, needs rules for the whole cluster. There is no wildcard. Of any two rules, none could be
 * joined without allowing more.
 *
 * <p>What no log has is not proposed: requests that the cluster's audit policy leaves out, on EKS among others those for Events;
 * and what the API server asks beside the request itself, such as {@code bind} and {@code escalate} for writing RBAC objects,
 * {@code impersonate}, and {@code create} for an {@code exec} that was told as {@code get}. To create by {@code patch} or {@code
 * update} takes {@code create}, and this is proposed.
 *
 * <p>Immutable, and safe to share between threads. Reading blocks until the log is read.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html">Control plane logs, in the EKS User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract class PolicyProposer {

    private static final int FEW_NAMES = 5;
    private static final int MOST_NAMES = 100;

    PolicyProposer() {}

    /**
     * Starts without anybody. Whose requests count has to be said: by users, principals, unique ids or groups, of which a
     * user need only be one, or by {@link #everybody()}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the names of Kubernetes users whose requests count, with all that stands in the log} */
    public abstract Set<String> users();

    /**
     * {@return the IAM roles and users whose requests count, by the ARN that EKS adds to a user; the path of a role does not count,
     * since the log does not have it}
     */
    public abstract Set<PrincipalArn> principals();

    /** {@return the unique ids of IAM roles and users whose requests count, for example {@code AROAEXAMPLE}} */
    public abstract Set<String> uniqueIds();

    /** {@return the Kubernetes groups whose members' requests count} */
    public abstract Set<String> groups();

    /** {@return whether the requests of all users count, but for those that nobody is known by; not so unless set} */
    @Value.Default
    public boolean everybody() {
        return false;
    }

    /**
     * {@return how many objects of a kind a rule may name, from 0 to 100; 5 unless set. If more were asked for by one verb in
     * one place, the rule there is for all objects. With 0, every rule is}
     */
    @Value.Default
    public int mostNames() {
        return FEW_NAMES;
    }

    /**
     * {@return patterns that stand for all namespaces that match them, in a scope and for the sake of naming objects. This allows
     * more than was done, in namespaces that only the pattern has. Of several that match, the first one counts}
     */
    public abstract List<String> namespacePatterns();

    /**
     * {@return whether all rules for namespaces are for the same ones. This makes one policy of several, and allows what was done in
     * one of them also in the others; not so unless set}
     */
    @Value.Default
    public boolean sharesNamespaces() {
        return false;
    }

    @Value.Check
    void check() {
        boolean hasSomebody =
                !users().isEmpty() || !principals().isEmpty() || !uniqueIds().isEmpty() || !groups().isEmpty();
        if (hasSomebody == everybody()) {
            throw new IllegalArgumentException(
                    hasSomebody
                            ? "Either everybody's requests count or those of some; leave one of the two out"
                            : "Whose requests count is not said; name users, principals, unique ids or groups, or say everybody");
        }
        if (mostNames() < 0 || mostNames() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "mostNames is " + mostNames() + "; a rule can name from 0 to " + MOST_NAMES + " objects");
        }
        if (!namespacePatterns().isEmpty()) {
            // Refuses what can match no namespace, and names it.
            var unused = AccessScope.namespaces(namespacePatterns());
        }
    }

    /**
     * Reads a log from files, as one.
     *
     * @param first a file
     * @param more further files, in any order
     * @return the proposal
     * @throws UncheckedIOException if a file cannot be read to its end
     */
    public final PolicyProposal read(Path first, Path... more) {
        requireNonNull(first, "first");
        requireNonNull(more, "more");
        List<Path> files = new ArrayList<>(List.of(first));
        for (Path file : more) {
            files.add(requireNonNull(file, "more element"));
        }
        return read(files, event -> {});
    }

    /**
     * Reads a log from files, as one, and tells of everything that is left out, while it reads.
     *
     * @param files the files
     * @param leftOut is told of each line, or part of one, that makes no rule, on the thread that reads; what it throws ends the
     *     reading
     * @return the proposal
     * @throws UncheckedIOException if a file cannot be read to its end
     */
    public final PolicyProposal read(Collection<Path> files, Consumer<? super LeftOutEvent> leftOut) {
        requireNonNull(files, "files");
        RequestGathering gathering = new RequestGathering(this, requireNonNull(leftOut, "leftOut"));
        for (Path file : files) {
            String name = PlainText.of(String.valueOf(file.getFileName()));
            try (InputStream log = Files.newInputStream(file)) {
                new AuditLogReader(gathering, name).read(log);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The audit log " + PlainText.quoted(file.toString()) + " could not be read to its end: "
                                + PlainText.of(String.valueOf(e.getMessage())),
                        e);
            }
        }
        return proposal(gathering);
    }

    /**
     * Reads a log from a stream to its end, and leaves the stream open.
     *
     * @param log the log
     * @return the proposal
     * @throws UncheckedIOException if the stream cannot be read to its end
     */
    public final PolicyProposal read(InputStream log) {
        requireNonNull(log, "log");
        RequestGathering gathering = new RequestGathering(this, event -> {});
        try {
            new AuditLogReader(gathering, "log").read(log);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The audit log could not be read to its end: " + PlainText.of(String.valueOf(e.getMessage())), e);
        }
        return proposal(gathering);
    }

    /**
     * Takes requests that somebody else has read, or that a test recorded.
     *
     * @param requests the requests of any users, in any order
     * @return the proposal
     */
    public final PolicyProposal propose(Iterable<AuditedRequest> requests) {
        requireNonNull(requests, "requests");
        RequestGathering gathering = new RequestGathering(this, event -> {});
        long number = 0;
        for (AuditedRequest request : requests) {
            number++;
            gathering.add(requireNonNull(request, "requests element"), "request " + number);
        }
        return proposal(gathering);
    }

    private PolicyProposal proposal(RequestGathering gathering) {
        return PolicyProposal.builder()
                .about(about())
                .requests(gathering.requests())
                .addAllParts(ProposalParts.of(gathering.used(), sharesNamespaces()))
                .addAllLeftOut(gathering.leftOut())
                .build();
    }

    private String about() {
        if (everybody()) {
            return "everybody";
        }
        List<String> names = new ArrayList<>();
        names.addAll(principals().stream().map(PrincipalArn::toString).toList());
        names.addAll(
                users().stream().map(user -> "user " + PlainText.name(user)).toList());
        names.addAll(uniqueIds().stream().map(id -> "id " + PlainText.name(id)).toList());
        names.addAll(
                groups().stream().map(group -> "group " + PlainText.name(group)).toList());
        return names.stream().collect(Collectors.joining(", "));
    }

    /**
     * Whose requests count, as text.
     *
     * @return for example {@code policy proposer for user ana}
     */
    @Override
    public final String toString() {
        return "policy proposer for " + about();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePolicyProposer.Builder {
        Builder() {}
    }
}
