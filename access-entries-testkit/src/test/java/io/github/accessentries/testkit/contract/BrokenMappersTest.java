package io.github.accessentries.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Unmapped;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenMappersTest {

    private static final IdentityMapper CUT_OFF = identity -> {
        throw new UnavailableException("nobody answers", ErrorContext.builder().build(), null);
    };

    static final class Sample extends IdentityMapperContract {
        private final Tested<IdentityMapper> tested = Tested.next();

        @Override
        protected IdentityMapper mapper() {
            return tested.whole();
        }

        @Override
        protected IamIdentity known() {
            return Subjects.DEV;
        }

        @Override
        protected Optional<IdentityMapper> cutOff() {
            return Optional.of(tested.cutOff());
        }
    }

    private static Mapped mapped(String username) {
        return Mapped.builder().username(username).source("a test").build();
    }

    private static IdentityMapper right() {
        return identity -> identity.canonicalArn().equals(Subjects.DEV.canonicalArn()) ? mapped("dev") : new Unmapped();
    }

    private static Supplier<Tested<IdentityMapper>> broken(Supplier<IdentityMapper> whole) {
        return () -> new Tested<>(whole.get(), CUT_OFF);
    }

    private static IdentityMapper knowing(String arns) {
        return identity -> identity.canonicalArn().matches(arns) ? mapped("dev") : new Unmapped();
    }

    /** Gives each thread another answer the second time. */
    private static IdentityMapper forgetful() {
        Set<Thread> knows = new HashSet<>();
        return identity -> {
            synchronized (knows) {
                boolean again = identity.equals(Subjects.DEV) && !knows.add(Thread.currentThread());
                return again ? mapped("dev again") : right().map(identity);
            }
        };
    }

    @Test
    void eachPromise_isHeldByItsTestAlone() {
        Tested.eachPromiseIsHeldByItsTestAlone(
                Sample.class,
                broken(BrokenMappersTest::right),
                Map.of(
                        "identityOfAnotherKind_isNeverMapped",
                        broken(() -> identity ->
                                PrincipalArn.of(identity.canonicalArn()).isRoleOrUser()
                                        ? right().map(identity)
                                        : new Unmapped()),
                        "knownIdentity_isMapped",
                        broken(() -> identity -> right().map(identity) instanceof Mapped ? mapped("") : new Unmapped()),
                        "stranger_isNeverMapped",
                        broken(() -> knowing("arn:aws:iam::111122223333:role/dev|.*:role/stranger")),
                        "lookalike_isNeverMapped",
                        broken(() -> knowing("arn:aws:iam::\\d+:role/dev")),
                        "sameIdentity_isMappedTheSame",
                        broken(BrokenMappersTest::forgetful),
                        "threads_getTheSameAnswer",
                        broken(() -> Tested.byOneThreadOnly(IdentityMapper.class, right())),
                        "null_isRefused",
                        broken(() -> identity -> identity == null ? new Unmapped() : right().map(identity)),
                        "failure_isAnException_andNoAnswer",
                        () -> new Tested<>(right(), identity -> new Unmapped()),
                        "health_isTold",
                        broken(() -> Tested.withoutHealth(IdentityMapper.class, right()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::\\d+:role/dev",
                "arn:aws:iam::111122223333:role/dev.*",
                "arn:aws:iam::111122223333:role/.*dev",
                "arn:aws:iam::111122223333:role/dev?e?v?",
                "arn:aws:iam::111122223333:role/d?ev",
                "arn:aws[^:]*:iam::111122223333:role/dev",
                "arn:aws:iam::111122223333:(role|user)/dev"
            })
    void lookalikeThatIsMapped_isSeen(String arns) {
        assertThat(Tested.red(Sample.class, broken(() -> knowing(arns)))).containsExactly("lookalike_isNeverMapped");
    }

    @Test
    void mapperBySessionName_isSeen() {
        assertThat(Tested.red(
                        Sample.class,
                        broken(() -> identity -> identity.sessionName().equals(Subjects.DEV.sessionName())
                                ? mapped("dev")
                                : new Unmapped())))
                .containsExactly("lookalike_isNeverMapped");
    }
}
