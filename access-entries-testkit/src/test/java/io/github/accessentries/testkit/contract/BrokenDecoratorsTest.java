package io.github.accessentries.testkit.contract;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.testkit.contract.Tested.Intercepted;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class BrokenDecoratorsTest {

    static final class Sample extends AccessEntriesContract {
        private final Tested<UnaryOperator<AccessEntries>> tested = Tested.next();
        private String test = "";

        @BeforeEach
        void tellTheTest(TestInfo info) {
            test = info.getTestMethod().orElseThrow().getName();
        }

        @Override
        protected AccessEntries decorate(AccessEntries entries) {
            Set<String> said = SAID.computeIfAbsent(test, each -> ConcurrentHashMap.newKeySet());
            EachWord heard = (whole, method, of) -> {
                said.add(method.getDeclaringClass().getSimpleName() + " " + method.getName());
                return method.invoke(whole, of);
            };
            return heard.wrap(AccessEntries.class, tested.whole().apply(entries));
        }
    }

    /** What each test says to the entries that it gets, and to their changes. */
    private static final Map<String, Set<String>> SAID = new ConcurrentHashMap<>();

    /**
     * A decorator that is wrong where it hears some words, and passes on all others, so that tests which do not say these see no
     * difference to the right one.
     *
     * @param words such as {@code Grant apply}; empty if it hears all
     */
    private record Wrong(Supplier<Tested<UnaryOperator<AccessEntries>>> decorator, Set<String> words) {

        List<String> testsThatSayThem() {
            return words.isEmpty()
                    ? List.of()
                    : SAID.entrySet().stream()
                            .filter(said -> words.stream().anyMatch(said.getValue()::contains))
                            .map(Map.Entry::getKey)
                            .toList();
        }
    }

    /** What a decorator does in place of a call. */
    private interface Otherwise {
        Object call(AccessEntries entries, Object[] arguments) throws Exception;
    }

    private static Supplier<Tested<UnaryOperator<AccessEntries>>> decorating(UnaryOperator<AccessEntries> decorator) {
        return () -> new Tested<>(decorator, decorator);
    }

    private static Wrong broken(String method, Otherwise otherwise) {
        return wrong(
                entries -> Tested.intercepted(
                        AccessEntries.class,
                        entries,
                        (called, arguments) ->
                                called.equals(method) ? otherwise.call(entries, arguments) : Intercepted.PASSED_ON),
                "AccessEntries " + method);
    }

    private static Wrong wrong(UnaryOperator<AccessEntries> decorator, String... words) {
        return new Wrong(decorating(decorator), Set.of(words));
    }

    private static Object signedOff(AccessEntries entries, Object[] of) {
        try {
            return of.length == 1
                    ? entries.revoke((PrincipalArn) of[0])
                    : entries.revoke((PrincipalArn) of[0], (SignOff) of[1]);
        } catch (UnsafePlanException e) {
            return entries.revoke(
                    (PrincipalArn) of[0],
                    SignOff.of(e.findings().stream().map(Finding::name).toList()));
        }
    }

    private static Object appliedAnyway(AccessEntries entries, Object[] of) {
        try {
            return of.length == 1 ? entries.apply((AccessPlan) of[0]) : Intercepted.PASSED_ON;
        } catch (StalePlanException e) {
            return entries.apply(entries.plan(((AccessPlan) of[0]).desired()));
        }
    }

    private static Withdrawal appliedBeforehand(Withdrawal withdrawal) {
        return Tested.intercepted(Withdrawal.class, withdrawal, (method, of) -> {
            if (method.equals("groups")) {
                return appliedBeforehand(withdrawal.groups((String[]) of[0]));
            }
            if (method.equals("changes")) {
                List<Change> changes = withdrawal.changes();
                withdrawal.apply();
                return changes;
            }
            return Intercepted.PASSED_ON;
        });
    }

    /** Shows the entry that was there before the grant. */
    private static AccessEntries remembering(AccessEntries entries) {
        Map<Object, AccessEntry> known = new ConcurrentHashMap<>();
        return Tested.intercepted(AccessEntries.class, entries, (method, of) -> {
            if (method.equals("grant")) {
                entries.find((PrincipalArn) of[0]).ifPresent(entry -> known.put(of[0], entry));
            }
            return method.equals("get") && known.containsKey(of[0]) ? known.get(of[0]) : Intercepted.PASSED_ON;
        });
    }

    /** Grants the AWS policies and forgets those of one's own. */
    private static Grant withoutCustomPolicies(Grant grant) {
        return Tested.intercepted(
                Grant.class,
                grant,
                (method, of) -> of.length == 1 && of[0] instanceof CustomPolicy
                        ? Proxy.newProxyInstance(
                                Grant.class.getClassLoader(),
                                new Class<?>[] {Grant.ScopeChoice.class},
                                (proxy, choice, scope) -> grant)
                        : Intercepted.PASSED_ON);
    }

    private static AccessEntries silent(AccessEntries entries) {
        return Tested.intercepted(AccessEntries.class, entries, (method, of) -> switch (method) {
            case "enableAccessEntries" -> entries.enableAccessEntries(signOff(of), line -> {});
            case "requireAccessEntries" -> entries.requireAccessEntries(signOff(of), line -> {});
            default -> Intercepted.PASSED_ON;
        });
    }

    private static boolean isOf(String role, Object[] of) {
        return ((PrincipalArn) of[0]).name().equals(role);
    }

    private static SignOff signOff(Object[] of) {
        return of.length == 0 ? SignOff.none() : (SignOff) of[0];
    }

    @Test
    void eachPromise_isHeldByItsTestAlone() {
        AtomicInteger counter = new AtomicInteger();
        Function<Object[], PrincipalArn> principal = of -> (PrincipalArn) of[0];
        Map<String, Wrong> wrong = Map.ofEntries(
                entry("cluster_isTheDecoratedOne", broken("cluster", (entries, of) -> "decorated")),
                entry("entries_areReadAsTheyAre", broken("list", (entries, of) -> {
                    List<AccessEntry> all = entries.list();
                    return all.subList(0, all.size() - 1);
                })),
                entry(
                        "factsOfTheCluster_areReadAsTheyAre",
                        broken("kubernetesVersion", (entries, of) -> Optional.empty())),
                entry(
                        "absentEntry_isEmptyOrNotFound",
                        broken(
                                "get",
                                (entries, of) ->
                                        entries.find(principal.apply(of)).orElseThrow(NoSuchElementException::new))),
                entry("grant_givesAtLeastWhatItNames", wrong(BrokenDecoratorsTest::remembering, "AccessEntries get")),
                entry(
                        "declare_givesExactlyWhatItNames",
                        broken(
                                "declare",
                                (entries, of) -> isOf("team-a-dev", of)
                                        ? entries.grant(principal.apply(of))
                                        : Intercepted.PASSED_ON)),
                entry(
                        "withdraw_takesOnlyWhatItNames",
                        broken(
                                "withdraw",
                                (entries, of) -> isOf("team-a-dev", of)
                                        ? entries.withdraw(principal.apply(of))
                                                .policy(AccessPolicy.VIEW)
                                                .everywhere()
                                        : Intercepted.PASSED_ON)),
                entry("grant_keepsAllThatIsSaidOfIt", deaf("Grant", "reason")),
                entry("clusterWideGrant_isMadeAsSaid_orRefused", deaf("ScopeChoice", "clusterWide")),
                entry(
                        "customPolicies_arePassedOn_orRefused",
                        broken("grant", (entries, of) -> withoutCustomPolicies(entries.grant(principal.apply(of))))),
                entry(
                        "signOffOfAGrant_isPassedOn",
                        broken(
                                "grant",
                                (entries, of) -> new Deaf("Grant", "apply")
                                        .wrap(Grant.class, entries.grant(principal.apply(of))))),
                entry("withdrawal_keepsAllThatIsSaidOfIt", deaf("Withdrawal", "tags")),
                entry("signOffOfAnEnd_isPassedOn", deaf("AccessEntries", "expire")),
                entry("reconcile_isPassedOn", broken("reconcile", (entries, of) -> {
                    throw new IllegalStateException("no");
                })),
                entry(
                        "changes_areShownAndNotMade",
                        broken(
                                "withdraw",
                                (entries, of) -> isOf("team-a-dev", of)
                                        ? appliedBeforehand(entries.withdraw(principal.apply(of)))
                                        : Intercepted.PASSED_ON)),
                entry(
                        "repeatedGrant_changesNothing",
                        broken(
                                "grant",
                                (entries, of) -> isOf("stranger", of)
                                        ? entries.grant(principal.apply(of))
                                                .tag("granted", Integer.toString(counter.incrementAndGet()))
                                        : Intercepted.PASSED_ON)),
                entry("revoke_tellsWhetherThereWasAnEntry", broken("revoke", (entries, of) -> {
                    boolean revoked = of.length == 1
                            ? entries.revoke(principal.apply(of))
                            : entries.revoke(principal.apply(of), (SignOff) of[1]);
                    return revoked || of.length > 0;
                })),
                entry("lastAdministrator_staysWithoutSignOff", broken("revoke", BrokenDecoratorsTest::signedOff)),
                entry(
                        "signOff_isPassedOn",
                        broken(
                                "revoke",
                                (entries, of) -> of.length == 2 && of[1] == null
                                        ? Intercepted.PASSED_ON
                                        : entries.revoke(principal.apply(of)))),
                entry(
                        "plan_isMadeAndNotApplied",
                        broken(
                                "plan",
                                (entries, of) -> of[0] == null
                                                || !of[0].toString().contains("team-a-dev")
                                        ? Intercepted.PASSED_ON
                                        : entries.plan(DesiredAccess.builder().build()))),
                entry(
                        "apply_doesAllOfThePlan_byItsOptions",
                        broken(
                                "apply",
                                (entries, of) -> of.length == 2
                                        ? entries.apply(
                                                (AccessPlan) of[0], ApplyOptions.with(((ApplyOptions) of[1]).signOff()))
                                        : Intercepted.PASSED_ON)),
                entry("stalePlan_isRefused", broken("apply", BrokenDecoratorsTest::appliedAnyway)),
                entry("failure_isItsOwnException", broken("principals", (entries, of) -> {
                    try {
                        return entries.principals();
                    } catch (RuntimeException e) {
                        return List.of();
                    }
                })),
                entry(
                        "temporaryAccess_ends",
                        broken(
                                "expire",
                                (entries, of) -> of.length == 0
                                        ? ExpiryReport.builder()
                                                .cluster(entries.cluster())
                                                .build()
                                        : Intercepted.PASSED_ON)),
                entry(
                        "modeSteps_areTaken",
                        wrong(
                                BrokenDecoratorsTest::silent,
                                "AccessEntries enableAccessEntries",
                                "AccessEntries requireAccessEntries")),
                entry(
                        "effectOfAnEntry_isAwaited",
                        broken(
                                "awaitEffective",
                                (entries, of) -> entries.awaitEffective(
                                        principal.apply(of), (AccessProbe) of[1], (Duration) of[2], line -> {}))),
                entry("reconcile_isRefusedWithoutTheClustersApi", broken("reconcile", (entries, of) -> {
                    try {
                        return entries.reconcile();
                    } catch (IllegalStateException e) {
                        return ApplyReport.builder().cluster(entries.cluster()).build();
                    }
                })),
                entry("threads_mayGrantAtOnce", wrong(entries -> Tested.byOneThreadOnly(AccessEntries.class, entries))),
                entry(
                        "null_isRefused",
                        broken(
                                "find",
                                (entries, of) ->
                                        of[0] == null ? Optional.empty() : entries.find(principal.apply(of)))));
        Tested.eachPromiseIsHeldByItsTestAlone(
                Sample.class,
                decorating(entries -> entries),
                wrong.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().decorator())),
                promise -> requireNonNull(wrong.get(promise)).testsThatSayThem());
    }

    private static Wrong deaf(String type, String word) {
        return wrong(entries -> new Deaf(type, word).wrap(AccessEntries.class, entries), type + " " + word);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_keepsAllThatIsSaidOfIt, Grant, tag username type reason requestedBy shortening until groups",
        "grant_keepsAllThatIsSaidOfIt, ScopeChoice, onlyIn onlyInNamespaces",
        "withdrawal_keepsAllThatIsSaidOfIt, Withdrawal, tags groups",
        "withdrawal_keepsAllThatIsSaidOfIt, PlaceChoice, from fromNamespaces",
        "clusterWideGrant_isMadeAsSaid_orRefused, ScopeChoice, clusterWide",
        "signOffOfAGrant_isPassedOn, Grant, apply",
        "signOff_isPassedOn, Grant, apply",
        "signOff_isPassedOn, Withdrawal, apply",
        "signOff_isPassedOn, AccessEntries, apply revoke",
        "signOffOfAnEnd_isPassedOn, AccessEntries, expire",
        "modeSteps_areTaken, AccessEntries, enableAccessEntries requireAccessEntries"
    })
    void wordThatIsNotPassedOn_isMissed(String test, String type, String words) {
        assertThat(words.split(" "))
                .allSatisfy(word -> assertThat(Tested.isRed(
                                Sample.class, test, deaf(type, word).decorator()))
                        .as(word)
                        .isTrue());
    }
}
