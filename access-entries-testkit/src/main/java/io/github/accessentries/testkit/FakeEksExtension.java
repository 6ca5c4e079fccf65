package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Gives each test method a {@link FakeEks} of its own. The methods around the test ({@code @BeforeEach},
 * {@code @AfterEach}) and the constructor get the same one as the test itself.
 *
 * <pre>{@code
 * @ExtendWith(FakeEksExtension.class)
 * class OnboardingTest {
 *     @Test
 *     void team_onboarded_hasAnEntry(FakeEks eks) { ... }
 * }
 * }</pre>
 *
 * <p>Parameters can be of the types {@link FakeEks}, {@code EksClient}, {@code EksAsyncClient} and {@code StsClient} and, with
 * {@link InCluster}, {@link FakeCluster} and the official Kubernetes library's {@code ApiClient}. For a fake with options,
 * register the extension as a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeEksExtension EKS = FakeEksExtension.with(FakeEks.builder().strictIam(true));
 * }</pre>
 *
 * <p>Time stands still, beginning at the machine's, until {@link FakeEks#advance} moves it; delays cost nothing. And clusters
 * are {@linkplain FakeEksBuilder#readyAtOnce ready at once}, so that the SDK's waiters do not wait. A builder that sets
 * a {@linkplain FakeEksBuilder#clock clock} or says whether clusters are ready at once has its way: the SDK's timeouts, for
 * example, run by the machine's time, so to see one use {@code clock(Clock.systemUTC())}.
 *
 * <p>A test that passes fails all the same, with the line, if it leaves something unfinished that does nothing that way: a
 * fault that does not say what goes wrong, an assertion without its namespace, or a grant by {@link FakeCluster#accessEntries}
 * that is neither applied nor looked at.
 *
 * <p>A test class shares one fake among all its tests and those of its nested classes if it asks for that in one of two
 * ways: by {@code @TestInstance(Lifecycle.PER_CLASS)}, or by taking the parameter in a {@code @BeforeAll} method. Tests
 * of such a class may run in parallel, since a fake is thread-safe, but they see each other's changes; what they leave
 * unfinished fails the class.
 *
 * <p>The fake is closed after the test, or after the class that shares it.
 */
public final class FakeEksExtension
        implements ParameterResolver,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(FakeEksExtension.class);

    private final FakeEksBuilder builder;
    private final Instantiation instantiation = new Instantiation();

    /** Called by JUnit. */
    public FakeEksExtension() {
        this(FakeEks.builder());
    }

    private FakeEksExtension(FakeEksBuilder builder) {
        this.builder = builder;
    }

    /**
     * An extension whose fakes have options.
     *
     * @param builder makes each of the fakes; to be left alone from now on
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static FakeEksExtension with(FakeEksBuilder builder) {
        requireNonNull(builder, "builder");
        return new FakeEksExtension(builder);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        requireNonNull(parameter, "parameter");
        requireNonNull(context, "context");
        return TestParameters.knows(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        requireNonNull(parameter, "parameter");
        requireNonNull(context, "context");
        try {
            return TestParameters.of(fake(parameter, context), parameter.getParameter());
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
        }
    }

    private FakeEks fake(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext owner = owner(context);
        Store store = owner.getStore(NAMESPACE);
        boolean constructing = parameter.getDeclaringExecutable() instanceof Constructor
                && owner.getTestMethod().isEmpty()
                && !isSharing(owner);
        // A store also looks into those that enclose it: what @BeforeAll was given, the tests of the class get.
        FakeEks shared = constructing ? store.get(FakeEks.class, FakeEks.class) : null;
        if (constructing && shared == null) {
            return instantiation.fake(builder);
        }
        return store.getOrComputeIfAbsent(FakeEks.class, key -> builder.buildForTest(), FakeEks.class);
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

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        requireNonNull(factory, "factory");
        requireNonNull(context, "context");
        instantiation.begin(factory.getOuterInstance());
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
        requireNonNull(testInstance, "testInstance");
        requireNonNull(context, "context");
        instantiation.made(testInstance);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        requireNonNull(context, "context");
        instantiation
                .take(context.getRequiredTestInstances().getAllInstances())
                .ifPresent(eks -> context.getStore(NAMESPACE).put(FakeEks.class, eks));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        requireNonNull(context, "context");
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        requireNonNull(context, "context");
        end(context);
    }

    /** Ends the fake that belongs to the test or class itself, if there is one. */
    private static void end(ExtensionContext context) {
        FakeEks eks = context.getStore(NAMESPACE).remove(FakeEks.class, FakeEks.class);
        if (eks == null) {
            return;
        }
        List<String> unfinished = eks.aws().unfinished().takeAll();
        eks.close();
        if (!unfinished.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError(
                    "The test has left unfinished what does nothing that way:\n  " + String.join("\n  ", unfinished));
        }
    }
}
