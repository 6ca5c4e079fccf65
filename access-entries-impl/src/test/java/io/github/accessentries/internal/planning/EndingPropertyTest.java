package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two instances give, take and let end at random, against a naive account of who should have what at which time. */
class EndingPropertyTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final String ENTRY = "entry";
    private static final String CLUSTER = "*";
    private static final List<String> GROUPS = List.of("ga", "gb");
    private static final List<String> NAMESPACES = List.of("x", "y");

    /** Until when each piece is granted, which may be for ever. */
    private static final class Account {

        private final Map<String, Instant> ends = new HashMap<>();

        void grant(Set<String> pieces, Instant until) {
            boolean wide = Instant.MAX.equals(ends.get(CLUSTER));
            for (String piece : pieces) {
                if (!(NAMESPACES.contains(piece) && wide)) {
                    ends.merge(piece, until, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
            ends.merge(ENTRY, until, (one, other) -> one.isAfter(other) ? one : other);
        }

        Set<String> at(Instant now) {
            ends.values().removeIf(until -> !until.isAfter(now));
            Set<String> there = new TreeSet<>(ends.keySet());
            if (!there.isEmpty()) {
                there.add(ENTRY);
            }
            if (there.contains(CLUSTER)) {
                there.removeAll(NAMESPACES);
            }
            return there;
        }
    }

    private final InMemoryCalls calls = new InMemoryCalls("prod");
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final Account account = new Account();
    private final List<AccessEntries> instances = List.of(instance(), instance());
    private final List<String> done = new ArrayList<>();

    private AccessEntries instance() {
        return new ClusterEntries(
                calls, PlanContext.builder().build(), new Patience(clock, duration -> {}, Duration.ZERO, 1), 1);
    }

    static LongStream seeds() {
        return Seeds.of(150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoHasWhat_isWhatTheAccountSays(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 25; step++) {
            AccessEntries prod = instances.get(random.nextInt(2));
            switch (random.nextInt(6)) {
                case 0 -> grant(prod, random, Optional.empty());
                case 1, 2 -> grant(prod, random, Optional.of(clock.instant().plusSeconds(1 + random.nextInt(100))));
                case 3 -> withdraw(prod, random);
                case 4 -> advance(random);
                default -> expire(prod, seed);
            }
        }
        expire(instances.get(0), seed);
        advance(Duration.ofDays(1));
        expire(instances.get(1), seed);
        assertThat(prodTags()).as("seed %s: %s", seed, done).isEmpty();
    }

    private Map<String, String> prodTags() {
        return calls.find(DEV).map(AccessEntry::tags).orElse(Map.of());
    }

    private void grant(AccessEntries prod, Random random, Optional<Instant> until) {
        Set<String> pieces = new HashSet<>();
        Grant grant = prod.grant(DEV);
        for (String group : GROUPS) {
            if (random.nextInt(3) == 0) {
                pieces.add(group);
                grant.groups(group);
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                pieces.add(CLUSTER);
                grant = grant.allow(AccessPolicy.EDIT).clusterWide();
            }
            case 1 -> {
                pieces.add("x");
                grant = grant.allow(AccessPolicy.EDIT).inNamespaces("x");
            }
            case 2 -> {
                pieces.addAll(NAMESPACES);
                grant = grant.allow(AccessPolicy.EDIT).inNamespaces("x", "y");
            }
            default -> {
                // Groups alone.
            }
        }
        until.ifPresent(grant::until);
        done.add("grant " + pieces + until);
        grant.apply();
        account.grant(pieces, until.orElse(Instant.MAX));
    }

    private void withdraw(AccessEntries prod, Random random) {
        String piece = List.of("ga", "gb", "x", "y", CLUSTER).get(random.nextInt(5));
        try {
            if (GROUPS.contains(piece)) {
                prod.withdraw(DEV).groups(piece).apply();
            } else if (piece.equals(CLUSTER)) {
                prod.withdraw(DEV).policy(AccessPolicy.EDIT).everywhere().apply();
                account.ends.keySet().removeAll(NAMESPACES);
            } else {
                prod.withdraw(DEV)
                        .policy(AccessPolicy.EDIT)
                        .fromNamespaces(piece)
                        .apply();
            }
            done.add("withdraw " + piece);
            account.ends.remove(piece);
        } catch (AccessConflictException clusterWide) {
            done.add("not withdrawn " + piece);
        }
    }

    private void advance(Random random) {
        advance(Duration.ofSeconds(random.nextInt(60)));
    }

    private void advance(Duration duration) {
        done.add("advance " + duration);
        clock.advance(duration);
    }

    private void expire(AccessEntries prod, long seed) {
        done.add("expire");
        prod.expire().orThrow();
        assertThat(there()).as("seed %s: %s", seed, done).isEqualTo(account.at(clock.instant()));
    }

    private Set<String> there() {
        Set<String> there = new TreeSet<>();
        calls.find(DEV).ifPresent(entry -> {
            there.add(ENTRY);
            there.addAll(entry.groups());
            entry.scopeOf(AccessPolicy.EDIT)
                    .ifPresent(scope -> there.addAll(
                            scope.equals(AccessScope.clusterWide()) ? List.of(CLUSTER) : scope.namespaces()));
        });
        return there;
    }
}
