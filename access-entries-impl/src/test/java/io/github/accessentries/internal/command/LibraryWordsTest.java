package io.github.accessentries.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No sentence that a command can print names a method, a builder or a type of the library: those who read it write no program. It is
 * worded for everybody, or {@link OptionWords} has it.
 */
class LibraryWordsTest {

    private static final String ROOT = "src/main/java/io/github/accessentries/";
    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|^\\s*//[^\n]*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w\\\\])([A-Za-z]\\w*)(\\([\\w.…]*\\))?");
    private static final Pattern HUMPS = Pattern.compile("\\w*[a-z][A-Z]\\w*");

    /** Members of files, of Kubernetes and of AWS, which people write by these names; methods are called like them. */
    private static final Set<String> OF_FILES = Set.of(
            "apiVersion",
            "apiGroups",
            "resourceNames",
            "nextToken",
            "clusterRole",
            "clusterName",
            "accessConfig",
            "authenticationMode",
            "bootstrapClusterCreatorAdminPermissions");

    /** Where no command comes, but those who call the library themselves. */
    private static final List<String> OF_PROGRAMS = List.of(
            "RateLimit",
            "authz/Holder",
            "manage/AccessEntries",
            "audit/",
            "webhook/",
            "mapping/",
            "fleet/",
            "snapshot/",
            "internal/following/",
            "rbac/Live",
            "rbac/FoundObjects",
            "rbac/ClusterAccess",
            "internal/planning/Grant",
            "internal/planning/Withdrawal",
            "internal/planning/Term",
            "iam/IamDirectory",
            "token/StsCalls",
            "token/CallerIdentityCall",
            "token/DefaultHttpClient",
            "token/TokenFormat",
            "token/CachedTokenVerifier",
            "token/StsTokenVerifier",
            "token/KnownKey",
            "token/EksToken.java",
            "policy/CatalogueReader",
            "eks/RequiredIamPermissions",
            "kubernetes/OkHttpWatch",
            "kubernetes/RenewedTrust",
            "recovery/Rest",
            "report/AccessGraph",
            "internal/iac/resources/OtherObjects");

    /** Of what is asked of builders, which commands call rightly, and of what they always give. */
    private static final List<String> OF_BUILDERS = List.of(
            "before build()",
            " to the plan context",
            "build the model with awsAuth(..)",
            "propagationPatience ",
            "readParallelism ",
            "An attempt needs the principal",
            "The credentials provider is missing",
            "migration has a Kubernetes API that can only be read",
            "give one that can, such as IamDirectory",
            "rendered of a FleetResult");

    private final Map<String, String> sources = new TreeMap<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> methods = new TreeSet<>();

    LibraryWordsTest() throws IOException {
        for (String module : List.of("../access-entries-api/", "../access-entries-impl/")) {
            Path root = Path.of(module + ROOT);
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> add(root, file));
            }
        }
    }

    private void add(Path root, Path file) {
        try {
            String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            sources.put(root.relativize(file).toString().replace('\\', '/'), text);
            String type = file.getFileName().toString().replace(".java", "");
            if (HUMPS.matcher(type).matches()) {
                types.add(type);
            }
            Pattern.compile("\\b([a-z]\\w*)\\(").matcher(text).results().forEach(each -> methods.add(each.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a sentence that are the library's own. */
    private List<String> names(String sentence) {
        return NAME.matcher(OptionWords.of(sentence))
                .results()
                .filter(each -> isOfLibrary(each.group(1), each.group(2) != null))
                .map(MatchResult::group)
                .toList();
    }

    private boolean isOfLibrary(String name, boolean isCall) {
        if (isCall) {
            return methods.contains(name);
        }
        boolean isMethod = HUMPS.matcher(name).matches() && methods.contains(name);
        return !OF_FILES.contains(name) && (isMethod || types.contains(name));
    }

    private static Stream<String> sentences(String source) {
        return LITERAL.matcher(SEAM.matcher(source).replaceAll(""))
                .results()
                .map(each -> each.group(1))
                .filter(each -> each.contains(" "));
    }

    private static boolean isReached(String file) {
        return OF_PROGRAMS.stream().noneMatch(file::startsWith) && !file.endsWith("/OptionWords.java");
    }

    @Test
    void sentencesOfCommands_nameNothingOfTheLibrary() {
        List<String> faults = new ArrayList<>();
        sources.forEach((file, source) -> {
            if (isReached(file)) {
                sentences(source)
                        .filter(each -> OF_BUILDERS.stream().noneMatch(each::contains))
                        .filter(each -> !names(each).isEmpty())
                        .forEach(each -> faults.add(file + ": " + names(each) + " in: " + each));
            }
        });

        assertThat(faults)
                .as("word them for everybody, or give OptionWords what they are on the command line")
                .isEmpty();
    }

    /** What nobody calls by that name any more would let others pass. */
    @Test
    void exceptions_areNeeded() {
        assertThat(OF_PROGRAMS)
                .allSatisfy(place -> assertThat(sources.keySet()).anyMatch(file -> file.startsWith(place)));
        String all =
                sources.values().stream().flatMap(LibraryWordsTest::sentences).collect(Collectors.joining("\n"));
        assertThat(all).contains(OF_BUILDERS);
        assertThat(OF_FILES).allSatisfy(name -> assertThat(all).containsPattern("\\b" + name + "\\b"));
    }
}
