package io.github.accessentries.testkit;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedAddonFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedStsFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.ComputeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the page of answers that no source confirms: against the texts in code, and against the tests that play them. */
class UnverifiedAnswersTest {

    private static final Path PAGE = Path.of("../docs/unverified-answers.md");
    private static final Pattern ROW = Pattern.compile("\\| ([a-z0-9-]+) \\| (.+?) \\| (.+) \\|(.*)\\|");
    private static final Pattern IN_CODE = Pattern.compile("`([A-Za-z]+\\.[A-Za-z_]+)`");
    private static final String ANYTHING = "…";
    private static final IamArn ROLE = new IamArn("aws", "1", IamArn.Kind.ROLE, "/", "any");
    private static final List<Row> ROWS = rows();

    /** One line of the table. */
    private record Row(String name, String answer, Set<String> inCode) {}

    private static List<Row> rows() {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("| ") && !line.startsWith("| row "))
                    .map(line -> ROW.matcher(line)
                            .results()
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("No row has this form: " + line)))
                    .map(row -> new Row(
                            row.group(1),
                            row.group(3),
                            IN_CODE.matcher(row.group(4))
                                    .results()
                                    .map(name -> name.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rows_areThere_eachUnderANameOfItsOwn() {
        assertThat(ROWS).extracting(Row::name).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    }

    @Test
    void row_isPlayedByATest_andATestThatNamesOneFindsIt() {
        Set<String> played = new ClassFileImporter()
                .importPackages("io.github.accessentries.testkit").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(UnverifiedAnswer.class))
                        .flatMap(UnverifiedAnswersTest::rowsOf)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(played).isEqualTo(ROWS.stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<String> rowsOf(JavaMethod method) {
        assertThat(method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class))
                .as("%s is a test", method.getFullName())
                .isTrue();
        return Stream.of(method.getAnnotationOfType(UnverifiedAnswer.class).value());
    }

    @Test
    void namesInCode_areThoseThatThereAre() {
        Stream<String> ofFaults =
                methods().map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName());
        Stream<String> ofVariants = Arrays.stream(Variant.values()).map(variant -> "Variant." + variant);

        assertThat(ROWS.stream().flatMap(row -> row.inCode().stream()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ofFaults, ofVariants).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void textInCode_standsInItsRow_withItsError(String name, ServiceFault fault) {
        String text = fault.message().replace(ROLE.toString(), ANYTHING);

        assertThat(row(name).answer()).contains("`" + text + "`").contains(fault.code());
    }

    /** Of those that say what they are told, only the error is theirs. */
    @ParameterizedTest
    @MethodSource("faultsOfTags")
    void faultOfTags_standsInItsRow(String name, ServiceFault fault) {
        assertThat(row(name).answer()).contains(fault.code());
    }

    @Test
    void variant_standsInItsRow() {
        for (Variant variant : Variant.values()) {
            assertThat(row("Variant." + variant).answer()).contains("`" + variant + "`");
        }
    }

    private static Row row(String nameInCode) {
        return ROWS.stream()
                .filter(row -> row.inCode().contains(nameInCode))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No row of " + PAGE + " names " + nameInCode));
    }

    static Stream<Arguments> faults() {
        return methods().filter(method -> !isOfTags(method)).flatMap(UnverifiedAnswersTest::calls);
    }

    static Stream<Arguments> faultsOfTags() {
        return methods().filter(UnverifiedAnswersTest::isOfTags).flatMap(UnverifiedAnswersTest::calls);
    }

    private static boolean isOfTags(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.getName().equals("reason"));
    }

    /** Every method that makes a fault; there is one of each name. */
    private static Stream<Method> methods() {
        List<Method> methods = Stream.of(
                        UnverifiedFaults.class,
                        UnverifiedClusterFaults.class,
                        UnverifiedAddonFaults.class,
                        UnverifiedStsFaults.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getReturnType() == ServiceFault.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList();
        assertThat(methods.stream().collect(groupingBy(Method::getName)).values())
                .allMatch(namesakes -> namesakes.size() == 1);
        return methods.stream();
    }

    /** Calls a method with nothing in particular, once for each kind of compute where it takes one. */
    private static Stream<Arguments> calls(Method method) {
        boolean byKind = List.of(method.getParameterTypes()).contains(ComputeKind.class);
        return Stream.of(ComputeKind.values())
                .limit(byKind ? ComputeKind.values().length : 1)
                .map(kind -> Arguments.of(
                        method.getDeclaringClass().getSimpleName() + "." + method.getName(), fault(method, kind)));
    }

    private static ServiceFault fault(Method method, ComputeKind kind) {
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(method, parameter, kind))
                .toArray();
        try {
            return (ServiceFault) method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method + " cannot be called", e);
        }
    }

    private static Object argument(Method method, Parameter parameter, ComputeKind kind) {
        Class<?> type = parameter.getType();
        if (type == ComputeKind.class) {
            return kind;
        }
        if (type == int.class) {
            return switch (parameter.getName()) {
                case "least" -> 1;
                case "most" -> 100;
                case "authorities" -> 2;
                default -> method.getName().equals("tooManyClusters") ? 100 : 3000;
            };
        }
        return type == IamArn.class ? ROLE : ANYTHING;
    }
}
