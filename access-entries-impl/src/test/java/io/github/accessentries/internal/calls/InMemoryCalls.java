package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in memory, as the calls to EKS see it: keeps each call that changes something, and fails where a test wants it to.
 * May be shared by threads.
 */
public final class InMemoryCalls implements EksCalls {

    private final String cluster;
    private final Map<PrincipalArn, AccessEntry> entries = new TreeMap<>();
    private final List<String> reads = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<AccessPolicy> offered = new ArrayList<>();
    private final Deque<UpdateState> updates = new ArrayDeque<>();
    private @Nullable AuthenticationMode coming;
    private boolean modeStays;
    private ClusterFacts facts = new ClusterFacts(AuthenticationMode.API_AND_CONFIG_MAP, "1.34", "eks.5");
    private @Nullable Instant answeredAt;
    private boolean losesAnswer;
    private int failing = -1;
    private Supplier<? extends RuntimeException> failure = () -> new IllegalStateException("no failure was set");

    public InMemoryCalls(String cluster, AccessEntry... entries) {
        this.cluster = cluster;
        for (AccessEntry entry : entries) {
            put(entry);
        }
    }

    /** Puts an entry there without a call, with an ARN of its own if it has none. */
    public synchronized void put(AccessEntry entry) {
        entries.put(
                entry.principal(),
                AccessEntry.builder()
                        .from(entry)
                        .cluster(cluster)
                        .arn(entry.arn()
                                .orElse("arn:aws:eks:us-west-2:111122223333:access-entry/" + cluster + "/"
                                        + entry.principal().name()))
                        .build());
    }

    /** The calls that changed something, such as {@code create dev}. */
    public synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    /** The calls that only read. */
    public synchronized List<String> reads() {
        return List.copyOf(reads);
    }

    public synchronized void forgetCalls() {
        reads.clear();
        changes.clear();
    }

    public synchronized void offer(AccessPolicy policy) {
        offered.add(policy);
    }

    public synchronized void mode(AuthenticationMode mode) {
        facts = new ClusterFacts(mode, facts.kubernetesVersion(), facts.platformVersion());
    }

    /** Updates of the mode succeed and change nothing. */
    public synchronized void keepMode() {
        modeStays = true;
    }

    public synchronized void platform(String kubernetesVersion, String platformVersion) {
        facts = new ClusterFacts(facts.mode(), kubernetesVersion, platformVersion);
    }

    /** What the next questions about an update are answered, after which it is successful; the mode comes with success. */
    public synchronized void answerUpdates(UpdateState... states) {
        updates.addAll(List.of(states));
    }

    /** Lets one of the calls that change something fail instead of being made. */
    public synchronized void failAtChange(int number, Supplier<? extends RuntimeException> with) {
        failing = number;
        failure = with;
    }

    /** Nothing fails any more. */
    public synchronized void heal() {
        failing = -1;
    }

    private void change(String call) {
        if (changes.size() == failing) {
            throw failure.get();
        }
        changes.add(call);
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public synchronized Optional<AccessEntry> find(PrincipalArn principal) {
        reads.add("find " + principal.name());
        return Optional.ofNullable(entries.get(principal));
    }

    @Override
    public synchronized List<PrincipalArn> principals() {
        reads.add("principals");
        return List.copyOf(entries.keySet());
    }

    @Override
    public synchronized List<AccessPolicy> policies() {
        reads.add("policies");
        return List.copyOf(offered);
    }

    /** Lets answers tell the time. */
    public synchronized void answerAt(Instant time) {
        answeredAt = time;
    }

    @Override
    public synchronized Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    @Override
    public synchronized ClusterFacts facts() {
        reads.add("facts");
        return facts;
    }

    @Override
    public synchronized String changeMode(AuthenticationMode mode) {
        change("mode " + mode);
        coming = modeStays ? null : mode;
        return "update-1";
    }

    @Override
    public synchronized UpdateState update(String id) {
        reads.add("update " + id);
        UpdateState state = updates.isEmpty() ? new UpdateState("Successful", List.of()) : updates.remove();
        if (state.isSuccessful() && coming != null) {
            mode(coming);
        }
        return state;
    }

    @Override
    public synchronized AccessEntry create(DesiredEntry entry) {
        PrincipalArn principal = entry.principal();
        if (entries.containsKey(principal)) {
            throw new AccessConflictException("There is one already", about(principal), null);
        }
        change("create " + principal.name());
        put(AccessEntry.builder()
                .from(entry.asMade(cluster))
                .policies(List.of())
                .build());
        return present(principal);
    }

    @Override
    public synchronized AccessEntry update(PrincipalArn principal, String username, Set<String> groups) {
        present(principal);
        change("update " + principal.name() + " " + username + " "
                + groups.stream().sorted().toList());
        AccessEntry updated = change(
                principal,
                entry -> AccessEntry.builder()
                        .from(entry)
                        .username(username)
                        .groups(groups)
                        .build());
        return AccessEntry.builder().from(updated).policies(List.of()).build();
    }

    @Override
    public synchronized PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        present(principal);
        change("associate " + principal.name() + " " + policy + " " + scope);
        PolicyAssociation.Builder made =
                PolicyAssociation.builder().policy(policy).scope(scope);
        if (answeredAt != null) {
            // It stays the same when the scope changes.
            made.associatedAt(present(principal).policies().stream()
                    .filter(present -> present.policy().equals(policy))
                    .findFirst()
                    .flatMap(PolicyAssociation::associatedAt)
                    .orElse(answeredAt));
        }
        PolicyAssociation association = made.build();
        change(principal, entry -> {
            AccessEntry.Builder builder = without(entry, policy);
            return builder.addPolicy(association).build();
        });
        return association;
    }

    /** The next disassociation is made, and its answer is lost: the client asks again and is told that there is none. */
    public synchronized void loseAnswerOfDisassociate() {
        losesAnswer = true;
    }

    @Override
    public synchronized void disassociate(PrincipalArn principal, AccessPolicy policy) {
        if (present(principal).scopeOf(policy).isEmpty()) {
            throw notAssociated(principal);
        }
        change("disassociate " + principal.name() + " " + policy);
        change(principal, entry -> without(entry, policy).build());
        if (losesAnswer) {
            losesAnswer = false;
            throw notAssociated(principal);
        }
    }

    private AccessEntriesException notAssociated(PrincipalArn principal) {
        return new InvalidAccessRequestException("It is not associated", about(principal), null);
    }

    @Override
    public synchronized void tag(AccessEntry tagged, Map<String, String> tags) {
        change("tag " + tagged.principal().name() + " " + new TreeMap<>(tags));
        change(tagged.principal(), entry -> {
            Map<String, String> all = new TreeMap<>(entry.tags());
            all.putAll(tags);
            return AccessEntry.builder().from(entry).tags(all).build();
        });
    }

    @Override
    public synchronized void untag(AccessEntry tagged, Collection<String> keys) {
        change("untag " + tagged.principal().name() + " " + keys);
        change(tagged.principal(), entry -> {
            Map<String, String> rest = new TreeMap<>(entry.tags());
            rest.keySet().removeAll(keys);
            return AccessEntry.builder().from(entry).tags(rest).build();
        });
    }

    @Override
    public synchronized void delete(PrincipalArn principal) {
        present(principal);
        change("delete " + principal.name());
        entries.remove(principal);
    }

    private AccessEntry change(PrincipalArn principal, UnaryOperator<AccessEntry> change) {
        AccessEntry changed = change.apply(present(principal));
        entries.put(principal, changed);
        return changed;
    }

    private AccessEntry present(PrincipalArn principal) {
        @Nullable AccessEntry entry = entries.get(principal);
        if (entry == null) {
            throw notFound(principal);
        }
        return entry;
    }

    private AccessEntriesException notFound(PrincipalArn principal) {
        return new AccessEntryNotFoundException("There is none", about(principal), null);
    }

    private ErrorContext about(PrincipalArn principal) {
        return ErrorContext.builder().cluster(cluster).principal(principal).build();
    }

    private static AccessEntry.Builder without(AccessEntry entry, AccessPolicy policy) {
        AccessEntry.Builder builder = AccessEntry.builder();
        return builder.from(entry)
                .policies(entry.policies().stream()
                        .filter(association -> !association.policy().equals(policy))
                        .toList());
    }
}
