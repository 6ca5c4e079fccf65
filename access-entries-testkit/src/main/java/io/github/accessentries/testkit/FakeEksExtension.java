package io.github.accessentries.testkit;

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
 * <p>JUnit closes the fake after the test; from version 5.13 on it does so by itself. Constructors and
 * {@code @BeforeAll} methods get none, since they serve many tests: make one with {@link FakeEks#create()} there.
 */
public final class FakeEksExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FakeEksExtension.class);

    /** Makes an extension; JUnit does. */
    public FakeEksExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeEks.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("Each test method has a FakeEks of its own, so "
                    + parameter.getDeclaringExecutable()
                    + " cannot have one; take the parameter in @BeforeEach or in the"
                    + " test, or share one that FakeEks.create() makes");
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(FakeEks.class, key -> FakeEks.create(), FakeEks.class);
    }
}
