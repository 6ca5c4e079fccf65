package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.MovingClock;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.planning.TroubledCalls.Trouble;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.IncompleteExpiryException;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants that end: what is given, told, taken and left, whatever goes wrong on the way. */
class EndingAccessTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-26T18:00:00Z");

    private final MovingClock clock = new MovingClock(NOW);
    private final InMemoryCalls calls = new InMemoryCalls("prod");

    private AccessEntries over(EksCalls eks) {
        return new ClusterEntries(
                eks, PlanContext.builder().build(), new Patience(clock, duration -> {}, Duration.ZERO, 1), 1);
    }

    private AccessEntries prod() {
        return over(calls);
    }

    private static AccessEntry.Builder entry(PrincipalArn principal) {
        return AccessEntry.builder().cluster("prod").principal(principal).username("name-of-" + principal.name());
    }

    private static PolicyAssociation in(AccessPolicy policy, String... namespaces) {
        return PolicyAssociation.of(policy, AccessScope.namespaces(List.of(namespaces)));
    }

    /** What an entry gives, in pieces that are there or not. */
    private static Set<String> pieces(Optional<AccessEntry> entry) {
        Set<String> pieces = new TreeSet<>();
        entry.ifPresent(present -> {
            pieces.add("the entry");
            present.groups().forEach(group -> pieces.add("group " + group));
            present.policies().forEach(association -> {
                for (String namespace : List.of("team-a", "team-b", "payments", "else")) {
                    if (association.scope().includes(namespace)) {
                        pieces.add(association.policy() + " in " + namespace);
                    }
                }
            });
        });
        return pieces;
    }

    /** What would be there for ever, if nobody looked at anything but the tags. */
    private Set<String> forEver() {
        Optional<AccessEntry> entry = calls.find(DEV);
        boolean entryEnds = entry.filter(
                        present -> Endings.of(present).all().stream().anyMatch(ending -> ending.makesEntry()))
                .isPresent();
        Set<String> pieces = pieces(entry.map(present -> Endings.of(present).staying()));
        if (entryEnds) {
            pieces.remove("the entry");
        }
        return pieces;
    }

    /** What an entry is, and what is granted for a while. */
    @SuppressWarnings("ImmutableEnumChecker") // Entries are values, and the operators hold nothing.
    enum Shape {
        NO_ENTRY(
                null,
                grant ->
                        grant.allow(AccessPolicy.ADMIN).inNamespaces("payments").groups("on-call")),
        MORE_NAMESPACES(
                entry(DEV)
                        .addPolicy(in(AccessPolicy.EDIT, "team-a"))
                        .addGroup("dev")
                        .build(),
                grant -> grant.allow(AccessPolicy.EDIT).inNamespaces("payments").groups("on-call", "dev")),
        WHOLE_CLUSTER(
                entry(DEV).addPolicy(in(AccessPolicy.VIEW, "team-a", "team-b")).build(),
                grant -> grant.allow(AccessPolicy.VIEW).clusterWide()),
        ANOTHER_POLICY(
                entry(DEV).putTag("owner", "team-a").build(),
                grant -> grant.allow(AccessPolicy.ADMIN)
                        .inNamespaces("pay*")
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()),
        WIDER_PATTERN(
                entry(DEV).addPolicy(in(AccessPolicy.EDIT, "team-a")).build(),
                grant -> grant.allow(AccessPolicy.EDIT).inNamespaces("team-*"));

        private final @Nullable AccessEntry before;
        private final UnaryOperator<Grant> grant;

        Shape(@Nullable AccessEntry before, UnaryOperator<Grant> grant) {
            this.before = before;
            this.grant = grant;
        }
    }

    private Optional<AccessEntry> set(Shape shape) {
        calls.find(DEV).ifPresent(entry -> calls.delete(DEV));
        if (shape.before != null) {
            calls.put(shape.before);
        }
        calls.forgetCalls();
        return calls.find(DEV);
    }

    private static Grant grant(AccessEntries entries, Shape shape) {
        return shape.grant
                .apply(entries.grant(DEV))
                .until(EVENING)
                .reason("INC-7: pods crash")
                .requestedBy("ana@x.org");
    }

    private void toEvening() {
        clock.advance(Duration.between(clock.instant(), EVENING));
    }

    private void toNoon() {
        clock.advance(Duration.between(clock.instant(), NOW));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatIsGrantedForAWhile_isThereUntilThen_andTheEntryIsAfterwardsAsItWas(Shape shape) {
        Optional<AccessEntry> before = set(shape);

        AccessEntry granted = grant(prod(), shape).apply();

        assertThat(calls.find(DEV)).contains(granted);
        assertThat(pieces(Optional.of(granted)))
                .containsAll(pieces(before))
                .hasSizeGreaterThan(pieces(before).size());
        assertThat(prod().expire().ended()).isEmpty();
        assertThat(grant(prod(), shape).changes()).isEmpty();
        TemporaryAccess access = prod().temporaryAccess().grants().get(0);
        assertThat(access.until()).isEqualTo(EVENING);
        assertThat(access.since()).isEqualTo(NOW);
        assertThat(access.expired()).isFalse();
        assertThat(access.reason()).contains("INC-7: pods crash");
        assertThat(access.requestedBy()).contains("ana@x.org");
        assertThat(access.wholeEntry()).isEqualTo(before.isEmpty());

        clock.advance(Duration.between(NOW, EVENING).minusNanos(1));
        assertThat(prod().expire().ended()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(prod().expire().orThrow().ended()).hasSize(1);

        assertThat(calls.find(DEV)).isEqualTo(before);
        calls.forgetCalls();
        assertThat(prod().expire().ended()).isEmpty();
        assertThat(calls.changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void nothingIsGivenThatNobodyWouldTake_whateverCallOfAGrantGoesWrong(Shape shape) {
        for (Trouble trouble : Trouble.values()) {
            for (int change = 0, all = 1; change < all; change++) {
                toNoon();
                Optional<AccessEntry> before = set(shape);
                TroubledCalls troubled = new TroubledCalls(calls).at(change, trouble);
                tried(() -> grant(over(troubled.calls()), shape).apply());
                all = Math.max(all, troubled.changes());

                assertThat(pieces(before)).as("%s %s", trouble, change).containsAll(forEver());
                toEvening();
                prod().expire().orThrow();
                prod().expire().orThrow();
                assertThat(calls.find(DEV)).as("%s %s", trouble, change).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theNextExpiryFinishes_whateverCallOfOneGoesWrong(Shape shape) {
        for (Trouble trouble : Trouble.values()) {
            for (int change = 0, all = 1; change < all; change++) {
                toNoon();
                Optional<AccessEntry> before = set(shape);
                grant(prod(), shape).apply();
                toEvening();
                TroubledCalls troubled = new TroubledCalls(calls).at(change, trouble);
                tried(() -> over(troubled.calls()).expire().orThrow());
                all = Math.max(all, troubled.changes());

                assertThat(pieces(before)).as("%s %s", trouble, change).containsAll(forEver());
                prod().expire().orThrow();
                prod().expire().orThrow();
                assertThat(calls.find(DEV)).as("%s %s", trouble, change).isEqualTo(before);
            }
        }
    }

    private static void tried(Runnable work) {
        try {
            work.run();
        } catch (AccessEntriesException | TroubledCalls.Killed e) {
            // That was asked for.
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void anExpirerAtAnyMomentOfAnother_orOfAGrant_leavesNothing(Shape shape) {
        for (int call = 0, all = 1; call < all; call++) {
            toNoon();
            Optional<AccessEntry> before = set(shape);
            grant(prod(), shape).apply();
            toEvening();
            TroubledCalls beside =
                    new TroubledCalls(calls).before(call, () -> prod().expire().orThrow());
            over(beside.calls()).expire().orThrow();
            all = Math.max(all, beside.all());
            assertThat(calls.find(DEV)).as("expirer at %s", call).isEqualTo(before);
        }
        for (int call = 0, all = 1; call < all; call++) {
            toNoon();
            Optional<AccessEntry> before = set(shape);
            grant(prod(), shape).apply();
            toEvening();
            TroubledCalls beside =
                    new TroubledCalls(calls).before(call, () -> prod().expire().orThrow());
            tried(() -> over(beside.calls())
                    .grant(DEV)
                    .groups("later")
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("else")
                    .until(EVENING.plusSeconds(60))
                    .apply());
            all = Math.max(all, beside.all());
            clock.advance(Duration.ofMinutes(1));
            prod().expire().orThrow();
            assertThat(pieces(before)).as("grant at %s", call).containsAll(pieces(calls.find(DEV)));
            assertThat(calls.find(DEV).map(AccessEntry::tags).orElse(Map.of()))
                    .isEqualTo(before.map(AccessEntry::tags).orElse(Map.of()));
        }
    }

    /** Between a last look and the change that follows it there is no way to notice anything: EKS has no conditional update. */
    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatIsGrantedWithoutAnEnd_beforeAnyCallOfAnExpirer_stays(Shape shape) {
        for (int call = 0, all = 1; call < all; call++) {
            toNoon();
            set(shape);
            answerAt(0);
            grant(prod(), shape).apply();
            toEvening();
            answerAt(0);
            Set<String> given = pieces(calls.find(DEV));
            TroubledCalls beside = new TroubledCalls(calls).before(call, () -> {
                answerAt(1);
                shape.grant.apply(prod().grant(DEV)).apply();
            });
            over(beside.calls()).expire().orThrow();
            all = Math.max(all, beside.all());
            if (beside.changes(call)) {
                continue;
            }
            clock.advance(Duration.ofMinutes(1));
            answerAt(0);
            prod().expire().orThrow();

            assertThat(forEver()).as("grant at %s of %s", call, all).containsAll(given);
            assertThat(pieces(calls.find(DEV))).containsAll(given);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatIsGrantedWithoutAnEnd_staysWhereAnExpirerComesBetweenAnyOfItsCalls(Shape shape) {
        for (int call = 0, all = 1; call < all; call++) {
            toNoon();
            set(shape);
            answerAt(0);
            grant(prod(), shape).apply();
            toEvening();
            answerAt(0);
            Set<String> given = pieces(calls.find(DEV));
            TroubledCalls beside = new TroubledCalls(calls).before(call, () -> {
                answerAt(1);
                prod().expire().orThrow();
                answerAt(2);
            });
            try {
                shape.grant.apply(over(beside.calls()).grant(DEV)).apply();
            } catch (AccessEntryNotFoundException e) {
                // Calls to EKS are repeated then.
                shape.grant.apply(prod().grant(DEV)).apply();
            }
            all = Math.max(all, beside.all());

            assertThat(forEver()).as("expirer at %s of %s", call, all).containsAll(given);
        }
    }

    /** EKS tells the time with its answers, and when it associated a policy. */
    private void answerAt(int secondsLater) {
        calls.answerAt(clock.instant().plusSeconds(secondsLater));
    }

    @Test
    void theLaterEndCounts_andAShorterOneOnlyIfAsked() {
        calls.put(entry(DEV).build());
        prod().grant(DEV).groups("a", "b").until(EVENING).apply();
        prod().grant(DEV).groups("a").until(EVENING.plusSeconds(3600)).apply();
        prod().grant(DEV).groups("a", "b").until(NOW.plusSeconds(60)).apply();

        assertThat(prod().temporaryAccess().grants()).hasSize(2);
        clock.advance(Duration.ofMinutes(2));
        assertThat(prod().expire().ended()).isEmpty();
        toEvening();
        assertThat(prod().expire().orThrow().ended()).hasSize(1);
        assertThat(prod().get(DEV).groups()).containsExactly("a");

        prod().grant(DEV)
                .groups("a")
                .until(EVENING.plusSeconds(60))
                .shortening()
                .apply();
        clock.advance(Duration.ofMinutes(1));
        prod().expire().orThrow();
        assertThat(calls.find(DEV)).map(AccessEntry::tags).contains(Map.of());
        assertThat(prod().get(DEV).groups()).isEmpty();
    }

    @Test
    void whatIsGrantedWithoutAnEnd_stays_andTheRestEnds() {
        calls.put(entry(DEV).addPolicy(in(AccessPolicy.EDIT, "team-a")).build());
        prod().grant(DEV)
                .groups("a", "b")
                .allow(AccessPolicy.EDIT)
                .clusterWide()
                .until(EVENING)
                .apply();
        prod().grant(DEV)
                .groups("a")
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-b")
                .apply();

        assertThat(prod().get(DEV).scopeOf(AccessPolicy.EDIT)).contains(AccessScope.clusterWide());
        toEvening();
        prod().expire().orThrow();

        AccessEntry left = prod().get(DEV);
        assertThat(left.groups()).containsExactly("a");
        assertThat(left.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-a", "team-b"));
        assertThat(left.tags()).isEmpty();
    }

    @Test
    void aGrantWithoutAnEnd_keepsAnEntryThatWasMadeForAWhile() {
        prod().grant(DEV).groups("a").until(EVENING).apply();
        prod().grant(DEV).apply();
        toEvening();
        prod().expire().orThrow();

        assertThat(pieces(calls.find(DEV))).containsExactly("the entry");
    }

    @Test
    void whatIsWithdrawn_losesItsTag_soThatWhoeverIsGivenItLaterKeepsIt() {
        prod().grant(DEV)
                .groups("a", "b")
                .allow(AccessPolicy.EDIT)
                .inNamespaces("x", "y")
                .until(EVENING)
                .apply();
        prod().withdraw(DEV)
                .groups("a")
                .policy(AccessPolicy.EDIT)
                .fromNamespaces("x")
                .apply();

        assertThat(prod().temporaryAccess().grants())
                .singleElement()
                .satisfies(access ->
                        assertThat(access.what()).isEqualTo("the entry, AmazonEKSEditPolicy in namespace y, group b"));
        AccessEntry entry = prod().get(DEV);
        // By another tool, which knows nothing of tags.
        calls.update(DEV, entry.username(), Set.of("a", "b"));
        toEvening();
        prod().expire().orThrow();
        assertThat(prod().get(DEV).groups()).containsExactly("a");
        assertThat(prod().get(DEV).policies()).isEmpty();
    }

    @Test
    void aDeclaration_takesWhatIsTemporaryWithItsTags_andTheTagsLast() {
        prod().grant(DEV)
                .groups("a")
                .allow(AccessPolicy.EDIT)
                .inNamespaces("x")
                .until(EVENING)
                .apply();
        calls.forgetCalls();

        prod().declare(DEV).groups("b").apply();

        assertThat(prod().temporaryAccess().grants()).isEmpty();
        assertThat(prod().get(DEV).groups()).containsExactly("b");
        assertThat(calls.changes()).last().asString().startsWith("untag");
    }

    @Test
    void theLastAdministrator_staysUntilSignedOff_andTheOthersEnd() {
        prod().grant(ADMIN)
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .until(EVENING)
                .apply();
        prod().grant(DEV).groups("a").until(EVENING).apply();
        toEvening();

        ExpiryReport report = prod().expire();

        assertThat(report.ended()).extracting(TemporaryAccess::principal).containsExactly(DEV);
        assertThat(report.remaining()).singleElement().satisfies(left -> {
            assertThat(left.principal()).isEqualTo(ADMIN);
            assertThat(left.findings()).extracting(finding -> finding.name()).contains("no-administrator");
        });
        assertThat(report.toString()).contains("ended: ", "still there: ", "no-administrator");
        assertThatExceptionOfType(IncompleteExpiryException.class).isThrownBy(report::orThrow);
        assertThat(calls.find(DEV)).isEmpty();
        assertThat(prod().get(ADMIN).scopeOf(AccessPolicy.CLUSTER_ADMIN)).isPresent();

        prod().expire(SignOff.of("no-administrator")).orThrow();
        assertThat(calls.find(ADMIN)).isEmpty();
    }

    @Test
    void aClockThatIsSlow_givesNoMoreTimeThanEksSays() {
        prod().grant(DEV).groups("a").until(EVENING).apply();
        clock.advance(Duration.ofDays(-300));
        assertThat(prod().expire().ended()).isEmpty();

        calls.answerAt(EVENING);
        assertThat(prod().temporaryAccess().grants()).allMatch(TemporaryAccess::expired);
        prod().expire().orThrow();
        assertThat(calls.find(DEV)).isEmpty();
        assertThatExceptionOfType(InvalidAccessRequestException.class)
                .isThrownBy(() -> prod().grant(DEV)
                        .groups("a")
                        .until(EVENING.minus(Duration.ofDays(1)))
                        .apply())
                .withMessageContaining("is over, since it is " + EVENING);
        assertThat(calls.changes()).last().asString().startsWith("delete");
    }

    @Test
    void timesInEntries_tellTheTime_whereAnswersDoNot() {
        calls.put(entry(ADMIN).modifiedAt(EVENING).build());
        calls.put(entry(DEV).build());
        prod().grant(DEV).groups("a").until(EVENING).apply();
        calls.put(AccessEntry.builder()
                .from(prod().get(DEV))
                .addPolicy(PolicyAssociation.builder()
                        .policy(AccessPolicy.VIEW)
                        .scope(AccessScope.clusterWide())
                        .associatedAt(EVENING)
                        .build())
                .build());

        prod().expire().orThrow();

        assertThat(prod().get(DEV).groups()).isEmpty();
        assertThat(prod().get(DEV).policies()).hasSize(1);
    }

    @Test
    void aClockThatIsFast_givesNoMoreTimeThanAgreed() {
        calls.answerAt(NOW);
        clock.advance(Duration.ofHours(5));
        assertThatExceptionOfType(InvalidAccessRequestException.class)
                .isThrownBy(() -> prod().grant(DEV)
                        .groups("a")
                        .forDuration(Duration.ofHours(1))
                        .apply());

        prod().grant(DEV).groups("a").forDuration(Duration.ofHours(6)).apply();
        assertThat(prod().temporaryAccess().grants().get(0).until()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void theSameGrantAppliedAgain_endsAtTheSameTime() {
        Grant grant = prod().grant(DEV).groups("a").forDuration(Duration.ofHours(1));
        grant.apply();
        clock.advance(Duration.ofMinutes(30));
        grant.apply();

        assertThat(prod().temporaryAccess().grants())
                .singleElement()
                .satisfies(access -> assertThat(access.until()).isEqualTo(NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void whatCannotEnd_isRefusedBeforeAnyCall() {
        Grant grant = prod().grant(DEV);
        assertThatIllegalArgumentException().isThrownBy(() -> grant.until(NOW)).withMessageContaining("is over");
        assertThatIllegalArgumentException().isThrownBy(() -> grant.until(NOW.minusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant.until(NOW.plus(Duration.ofDays(367))))
                .withMessageContaining("366 days");
        assertThatIllegalArgumentException().isThrownBy(() -> grant.forDuration(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> grant.forDuration(Duration.ofDays(400)));
        assertThatIllegalArgumentException().isThrownBy(() -> grant.reason(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant.reason("x".repeat(257)))
                .withMessageContaining("257 characters");
        assertThatIllegalArgumentException().isThrownBy(() -> grant.requestedBy("a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> grant.tag("access-entries/until/x", "y"));
        assertThatIllegalStateException().isThrownBy(() -> prod().declare(DEV).until(EVENING));
        assertThatIllegalStateException().isThrownBy(() -> grant.until(EVENING).forDuration(Duration.ofHours(1)));
        assertThatIllegalStateException()
                .isThrownBy(() -> prod().grant(DEV).reason("because").apply());
        assertThatIllegalStateException()
                .isThrownBy(() -> prod().grant(DEV)
                        .allow(AccessPolicy.EDIT)
                        .onlyInNamespaces("x")
                        .until(EVENING)
                        .apply());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod().grant(DEV)
                        .type(EntryType.EC2_LINUX)
                        .until(EVENING)
                        .apply());
        assertThat(calls.reads()).isEmpty();
        assertThat(calls.changes()).isEmpty();
    }

    @Test
    void whatCannotEnd_inAnEntryThatIsThere_isRefusedBeforeAnyChange() {
        calls.put(entry(DEV).build());
        calls.put(entry(ADMIN).type(EntryType.EC2).build());

        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(
                        () -> prod().grant(DEV).username("other").until(EVENING).apply())
                .withMessageContaining("user name");
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() ->
                        prod().grant(DEV).tag("owner", "me").until(EVENING).apply())
                .withMessageContaining("tags");
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().grant(ADMIN).until(EVENING).apply())
                .withMessageContaining("nodes");
        assertThat(calls.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 300})
    void whatIsLongerThanATag_isSpreadOverSeveral_orRefusedBeforeAnythingIsGiven(int namespaces) {
        calls.put(entry(DEV).build());
        String[] names = new String[namespaces];
        for (int i = 0; i < namespaces; i++) {
            names[i] = ("team-" + i + "-").repeat(5) + "*";
        }
        Grant grant = prod().grant(DEV)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("first", names)
                .until(EVENING);
        if (namespaces > 100) {
            assertThatExceptionOfType(AccessConflictException.class)
                    .isThrownBy(grant::apply)
                    .withMessageContaining("at most 50 tags");
            assertThat(calls.changes()).isEmpty();
            return;
        }
        AccessEntry granted = grant.apply();
        assertThat(granted.tags()).hasSizeGreaterThan(2).allSatisfy((key, value) -> {
            assertThat(key).hasSizeLessThanOrEqualTo(128);
            assertThat(value).hasSizeLessThanOrEqualTo(256).matches("[A-Za-z0-9_.:/=+@-]+");
        });
        toEvening();
        prod().expire().orThrow();
        assertThat(prod().get(DEV)).satisfies(entry -> {
            assertThat(entry.policies()).isEmpty();
            assertThat(entry.tags()).isEmpty();
        });
    }

    @Test
    void aTagThatWasChangedOrMadeByHand_isTold_andNothingIsDone() {
        calls.put(entry(DEV).build());
        AccessEntry granted = prod().grant(DEV).groups("a").until(EVENING).apply();
        Map<String, String> changed = new TreeMap<>();
        granted.tags().forEach((key, value) -> changed.put(key, value.replace("18:00", "12:00")));
        changed.put("access-entries/until/friday", "please");
        calls.put(AccessEntry.builder().from(granted).tags(changed).build());
        calls.forgetCalls();
        toEvening();

        ExpiryReport report = prod().expire();

        assertThat(report.ended()).isEmpty();
        assertThat(report.faults()).hasSize(2);
        assertThat(report.toString()).contains("changed by hand", "access-entries/until/friday", DEV.toString());
        assertThat(prod().temporaryAccess().faults()).isEqualTo(report.faults());
        assertThat(calls.changes()).isEmpty();
        report.faults()
                .forEach(fault -> prod().withdraw(DEV)
                        .tags(fault.tags().toArray(String[]::new))
                        .apply());
        assertThat(prod().get(DEV).tags()).isEmpty();
    }

    @Test
    void aTagThatTellsAnEnd_isNotRemovedWithoutItsAccess() {
        calls.put(entry(DEV).build());
        AccessEntry granted = prod().grant(DEV).groups("a").until(EVENING).apply();
        assertThatExceptionOfType(AccessConflictException.class)
                .isThrownBy(() -> prod().withdraw(DEV)
                        .tags(granted.tags().keySet().toArray(String[]::new))
                        .apply())
                .withMessageContaining("never end");
    }

    @Test
    void anyText_comesBackFromTags() {
        calls.put(entry(DEV).build());
        String odd = "a_b=c+d e:f*ü\u4e2d\ud83d\ude00%,\"'\\";
        prod().grant(DEV)
                .groups(odd)
                .reason(odd)
                .requestedBy(odd)
                .until(EVENING)
                .apply();

        TemporaryAccess access = prod().temporaryAccess().grants().get(0);
        assertThat(access.groups()).containsExactly(odd);
        assertThat(access.reason()).contains(odd);
        assertThat(access.requestedBy()).contains(odd);
    }

    @Test
    void anEntryThatIsGoneMeanwhile_isNoFailure() {
        prod().grant(DEV).groups("a").until(EVENING).apply();
        toEvening();
        TroubledCalls beside = new TroubledCalls(calls).before(3, () -> calls.delete(DEV));
        assertThatCode(() -> over(beside.calls()).expire().orThrow()).doesNotThrowAnyException();
        Collection<PrincipalArn> left = calls.principals();
        assertThat(left).isEmpty();
    }
}
