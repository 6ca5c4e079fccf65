package io.github.accessentries;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may wait says so, and does not while it holds a monitor, which would pin virtual threads. */
@AnalyzeClasses(packages = "io.github.accessentries", importOptions = ImportOption.DoNotIncludeTests.class)
class BlockingTest {

    private static final Pattern SAYS_SO = Pattern.compile("(?i)\\b(blocks?|blocking|waits?)\\b");
    /** What a person looked at: a text is read as files are, but no file is; and a command is run by nobody else. */
    private static final Set<String> DO_NOT_WAIT = Set.of("AccessDump.parse", "RbacObjects.parse", "GetToken.call");

    private static final Path MODULE = Path.of("").toAbsolutePath();

    @ArchTest
    static void whatMayWait_saysSo_andHoldsNoMonitor(JavaClasses classes) {
        Set<JavaMethod> waiting = BlockingCalls.of(classes);
        List<String> silent = waiting.stream()
                .filter(BlockingTest::isForUsers)
                .filter(method -> BlockingCalls.overridden(method).isEmpty())
                .filter(method -> !SAYS_SO.matcher(javadoc(method)).find())
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .filter(name -> !DO_NOT_WAIT.contains(name))
                .distinct()
                .sorted()
                .toList();

        assertThat(silent).isEmpty();
        assertThat(waiting).filteredOn(BlockingTest::holdsAMonitor).isEmpty();
    }

    private static boolean isForUsers(JavaMethod method) {
        JavaClass type = method.getOwner();
        return !type.getPackageName().contains(".internal")
                && !type.getPackageName().endsWith(".surface")
                && Stream.iterate(
                                Optional.of(type),
                                Optional::isPresent,
                                each -> each.flatMap(JavaClass::getEnclosingClass))
                        .allMatch(each -> each.orElseThrow().getModifiers().contains(PUBLIC))
                && method.getModifiers().contains(PUBLIC)
                && !method.getModifiers().contains(SYNTHETIC);
    }

    /** That of the method and those of the types around it. */
    private static String javadoc(JavaMethod method) {
        String source = source(method.getOwner());
        StringBuilder said = new StringBuilder();
        Pattern member = Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*)[^;{])*\\b" + method.getName() + "\\(", Pattern.DOTALL);
        Pattern type = Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*)[^;{])*\\b(?:class|interface|record|enum) "
                        + method.getOwner().getSimpleName() + "\\b",
                Pattern.DOTALL);
        Stream.of(member, type)
                .flatMap(pattern -> pattern.matcher(source).results())
                .forEach(found -> said.append(found.group(1)).append('\n'));
        return said.toString();
    }

    private static String source(JavaClass type) {
        String path = type.getFullName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
        return Stream.of("access-entries-api", "access-entries-impl")
                .map(module ->
                        MODULE.resolveSibling(module).resolve("src/main/java").resolve(path))
                .filter(Files::exists)
                .findFirst()
                .map(BlockingTest::text)
                .orElseThrow(() -> new AssertionError("There is no source of " + type.getFullName()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function of somebody else does, nobody knows. */
    @ArchTest
    static void whatHoldsAMonitor_callsNoFunctions(JavaClasses classes) {
        List<String> calling = classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(BlockingTest::holdsAMonitor)
                .filter(method -> method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getPackageName().equals("java.util.function")))
                .map(JavaMethod::getFullName)
                .sorted()
                .toList();

        assertThat(calling).isEmpty();
    }

    private static boolean holdsAMonitor(JavaMethod method) {
        return method.getModifiers().contains(SYNCHRONIZED);
    }
}
