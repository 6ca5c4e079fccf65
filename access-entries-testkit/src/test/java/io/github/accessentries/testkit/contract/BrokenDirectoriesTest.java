package io.github.accessentries.testkit.contract;

import static java.util.Map.entry;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import io.github.accessentries.testkit.contract.Tested.Intercepted;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BrokenDirectoriesTest {

    private static final PrincipalArn DEV = PrincipalArn.role(Subjects.ACCOUNT, "team-a/dev");
    private static final PrincipalArn ADMINS =
            PrincipalArn.role(Subjects.ACCOUNT, "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef");
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    static final class Sample extends PrincipalDirectoryContract {
        private final Tested<PrincipalDirectory> tested = Tested.next();

        @Override
        protected PrincipalDirectory directory() {
            return tested.whole();
        }

        @Override
        protected PrincipalArn existing() {
            return DEV;
        }

        @Override
        protected Optional<PrincipalDirectory> cutOff() {
            return Optional.of(tested.cutOff());
        }
    }

    private static final class Right implements PrincipalDirectory {
        @Override
        public boolean covers(String accountId) {
            return accountId.equals(Subjects.ACCOUNT);
        }

        @Override
        public Optional<KnownPrincipal> find(PrincipalArn principal) {
            return principal.isRole() && principal.name().equals(DEV.name())
                    ? Optional.of(KnownPrincipal.of(DEV, CREATED))
                    : Optional.empty();
        }

        @Override
        public Optional<List<KnownPrincipal>> identityCenterRoles(String accountId) {
            return covers(accountId) ? Optional.of(List.of(KnownPrincipal.of(ADMINS, CREATED))) : Optional.empty();
        }
    }

    private static final class CutOff implements PrincipalDirectory {
        private static UnavailableException unavailable() {
            return new UnavailableException(
                    "nobody answers", ErrorContext.builder().build(), null);
        }

        @Override
        public boolean covers(String accountId) {
            throw unavailable();
        }

        @Override
        public Optional<KnownPrincipal> find(PrincipalArn principal) {
            throw unavailable();
        }
    }

    private static Supplier<Tested<PrincipalDirectory>> broken(Supplier<PrincipalDirectory> whole) {
        return () -> new Tested<>(whole.get(), new CutOff());
    }

    /** Answers one method in another way, unless the way passes the question on. */
    private static Supplier<Tested<PrincipalDirectory>> answering(String method, Intercepted otherwise) {
        return broken(() -> Tested.intercepted(
                PrincipalDirectory.class,
                new Right(),
                (called, arguments) ->
                        called.equals(method) ? otherwise.call(called, arguments) : Intercepted.PASSED_ON));
    }

    private static Optional<KnownPrincipal> found(PrincipalArn principal) {
        return Optional.of(KnownPrincipal.of(principal, CREATED));
    }

    @Test
    void eachPromise_isHeldByItsTestAlone() {
        Set<Thread> knows = new HashSet<>();
        Tested.eachPromiseIsHeldByItsTestAlone(
                Sample.class,
                broken(Right::new),
                Map.ofEntries(
                        entry(
                                "accountOfWhatExists_isCovered",
                                answering("covers", (covers, of) -> of[0].equals("none"))),
                        entry(
                                "whatExists_isFound",
                                answering(
                                        "find",
                                        (find, of) -> DEV.equals(of[0])
                                                ? found(PrincipalArn.role(Subjects.ACCOUNT, DEV.name()))
                                                : Intercepted.PASSED_ON)),
                        entry(
                                "pathOfTheQuestion_isIgnored",
                                answering(
                                        "find",
                                        (find, of) -> of[0].toString().contains("another/path")
                                                ? found((PrincipalArn) of[0])
                                                : Intercepted.PASSED_ON)),
                        entry(
                                "userOfTheSameName_isAnother",
                                answering(
                                        "find",
                                        (find, of) -> of[0].toString().endsWith(":user/" + DEV.name())
                                                ? found(DEV)
                                                : Intercepted.PASSED_ON)),
                        entry("whatDoesNotExist_isEmpty", answering("find", (find, of) -> {
                            if (new Right().find((PrincipalArn) of[0]).isEmpty() && ((PrincipalArn) of[0]).isRole()) {
                                throw new NoSuchElementException("nobody");
                            }
                            return Intercepted.PASSED_ON;
                        })),
                        entry("sameQuestion_getsAnEqualAnswer", () -> {
                            knows.clear();
                            return answering("find", (find, of) -> {
                                        synchronized (knows) {
                                            return of[0] != null && !knows.add(Thread.currentThread())
                                                    ? Optional.of(KnownPrincipal.of(DEV, CREATED.plusNanos(1)))
                                                    : Intercepted.PASSED_ON;
                                        }
                                    })
                                    .get();
                        }),
                        entry(
                                "threads_getTheSameAnswer",
                                broken(() -> Tested.byOneThreadOnly(PrincipalDirectory.class, new Right()))),
                        entry(
                                "identityCenterRoles_areThoseBelowItsPath",
                                answering(
                                        "identityCenterRoles",
                                        (roles, of) -> of[0] == null
                                                ? Intercepted.PASSED_ON
                                                : Optional.of(List.of(KnownPrincipal.of(DEV, CREATED))))),
                        entry(
                                "permissionSetWithoutARole_isAnException",
                                answering("roleOf", (roleOf, of) -> of[0] == null ? Intercepted.PASSED_ON : ADMINS)),
                        entry(
                                "null_isRefused",
                                answering(
                                        "find",
                                        (find, of) -> of[0] == null ? Optional.empty() : Intercepted.PASSED_ON)),
                        entry(
                                "failure_isAnException_andNobodyIsGone",
                                () -> new Tested<>(
                                        new Right(),
                                        Tested.intercepted(
                                                PrincipalDirectory.class,
                                                new CutOff(),
                                                (method, of) -> Optional.empty())))));
    }
}
