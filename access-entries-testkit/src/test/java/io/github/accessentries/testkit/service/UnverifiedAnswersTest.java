package io.github.accessentries.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the fake answers in words of its own stands in the table of the package's description. */
class UnverifiedAnswersTest {

    private static final Path DESCRIPTION =
            Path.of("src/main/java/io/github/accessentries/testkit/service/package-info.java");
    private static final String ANYTHING = "…";
    private static final IamArn ROLE = new IamArn("aws", "1", IamArn.Kind.ROLE, "/", "any");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(DESCRIPTION).stream()
                .filter(line -> line.contains("<tr><td>"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void textOfOurOwn_standsInTheTable_withItsError(String name, ServiceFault fault) throws IOException {
        String text = fault.message().replace(ROLE.toString(), ANYTHING).replaceAll("1\\.28|eks\\.5", ANYTHING);

        assertThat(rows())
                .as("%s of %s", text, name)
                .anyMatch(row -> row.contains("{@code " + text + "}") && row.contains(fault.code()));
    }

    static Stream<Arguments> faults() {
        return Stream.of(UnverifiedFaults.class, UnverifiedClusterFaults.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getReturnType() == ServiceFault.class
                        && !Modifier.isPrivate(method.getModifiers())
                        // The reasons that these two take are those of the rules for tags, which have their own tests.
                        && !List.of("tagsOnCreateInvalid", "tagRequestInvalid").contains(method.getName()))
                .flatMap(UnverifiedAnswersTest::calls);
    }

    /** Calls a method with nothing in particular, once for each kind of compute where it takes one. */
    private static Stream<Arguments> calls(Method method) {
        boolean byKind = List.of(method.getParameterTypes()).contains(ComputeKind.class);
        return Stream.of(ComputeKind.values())
                .limit(byKind ? ComputeKind.values().length : 1)
                .map(kind -> Arguments.of(method.getName() + (byKind ? " " + kind : ""), fault(method, kind)));
    }

    private static ServiceFault fault(Method method, ComputeKind kind) {
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(method, parameter.getType(), kind))
                .toArray();
        if (method.getName().equals("maxResultsOutOfRange")) {
            arguments = new Object[] {1, 100};
        }
        try {
            return (ServiceFault) method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " cannot be called", e);
        }
    }

    private static Object argument(Method method, Class<?> type, ComputeKind kind) {
        if (type == ComputeKind.class) {
            return kind;
        }
        if (type == int.class) {
            return method.getName().equals("tooManyClusters") ? 100 : 3000;
        }
        if (type == IamArn.class) {
            return ROLE;
        }
        return type == Cluster.class ? cluster() : ANYTHING;
    }

    private static Cluster cluster() {
        IamPrincipal creator =
                new IamPrincipal(new IamArn("aws", "1", IamArn.Kind.USER, "/", "ana"), "AIDA", Instant.EPOCH);
        return new Cluster(
                new ClusterOrigin(ANYTHING, "", "", creator, null, null, Settings.NONE, Instant.EPOCH),
                AccessMode.API,
                new Platform("1.28", "eks.5"),
                Cluster.Status.ACTIVE,
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void variant_standsInTheTable(Variant variant) throws IOException {
        assertThat(rows()).anyMatch(row -> row.contains("{@code " + variant + "}"));
    }
}
