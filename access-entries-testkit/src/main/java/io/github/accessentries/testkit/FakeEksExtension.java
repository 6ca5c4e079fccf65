package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test method a {@link FakeEks} of its own. The methods around the test ({@code @BeforeEach},
 * {@code @AfterEach}) get the same one as the test itself.
 *
 * <pre>{@code
 * @ExtendWith(FakeEksExtension.class)
 * class OnboardingTest {
 *     @Test
 *     void team_onboarded_hasAnEntry(FakeEks eks) { ... }
 * }
 * }</pre>
 *
 * <p>A test class shares one fake among all its tests and those of its nested classes if it asks for that in one of two
 * ways: by {@code @TestInstance(Lifecycle.PER_CLASS)}, or by taking the parameter in a {@code @BeforeAll} method. Tests
 * of such a class may run in parallel, since a fake is thread-safe, but they see each other's changes.
 *
 * <p>JUnit closes the fake after the test, or after the class that shares it; from version 5.13 on it does so by
 * itself. The constructor of a class with one instance per test cannot have one.
 */
public final class FakeEksExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FakeEksExtension.class);

    /** Called by JUnit. */
    public FakeEksExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        requireNonNull(parameter, "parameter");
        requireNonNull(context, "context");
        return parameter.getParameter().getType() == FakeEks.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        requireNonNull(parameter, "parameter");
        requireNonNull(context, "context");
        ExtensionContext owner = owner(context);
        if (parameter.getDeclaringExecutable() instanceof Constructor && !isSharing(owner)) {
            throw new ParameterResolutionException("Each test method has a FakeEks of its own, so "
                    + parameter.getDeclaringExecutable()
                    + " cannot have one; take the parameter in @BeforeEach or in the test or, to share one,"
                    + " in @BeforeAll or in a class with @TestInstance(PER_CLASS)");
        }
        // A store also looks into those that enclose it: what @BeforeAll was given, the tests of the class get.
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(FakeEks.class, key -> FakeEks.create(), FakeEks.class);
    }

    /**
     * The outermost enclosing class that shares by its lifecycle; if there is none, whoever asks: a test, or
     * {@code @BeforeAll}.
     */
    private static ExtensionContext owner(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(context), Optional::isPresent, next -> next.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .filter(FakeEksExtension::isSharing)
                .reduce((inner, outer) -> outer)
                .orElse(context);
    }

    private static boolean isSharing(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && context.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS));
    }
}
