package io.github.accessentries.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests run between {@code // snippet: name} and {@code // end}, with the imports that it takes elsewhere. */
final class Snippets {

    private static final List<String> MODULES =
            List.of("access-entries-api", "access-entries-impl", "access-entries-testkit");
    private static final Pattern SNIPPET = Pattern.compile("// snippet: (\\w+)\\n(.*?) *// end\\n", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?[\\w.]+\\.(\\w+);", Pattern.MULTILINE);
    private static final Pattern NO_CODE =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?<![.\\w])(\\w+)(\\(?)");

    private Snippets() {}

    record Snippet(String imports, String code) {}

    static Map<String, Snippet> all() throws IOException {
        Map<String, Snippet> snippets = new TreeMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Documentation.file(module + "/src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    Matcher matcher = SNIPPET.matcher(source);
                    while (matcher.find()) {
                        String code = matcher.group(2).stripTrailing().stripIndent() + "\n";
                        snippets.put(matcher.group(1), new Snippet(imports(code, source), code));
                    }
                }
            }
        }
        return snippets;
    }

    /** Those of the file that the code uses, and the types beside the file, which it need not import; whole files have theirs. */
    private static String imports(String code, String source) {
        if (code.startsWith("import ")) {
            return "";
        }
        Map<String, List<String>> known = IMPORT.matcher(source)
                .results()
                .collect(Collectors.groupingBy(
                        line -> line.group(1), Collectors.mapping(MatchResult::group, Collectors.toList())));
        SortedSet<String> types = new TreeSet<>();
        SortedSet<String> statics = new TreeSet<>();
        Matcher place = PACKAGE.matcher(source);
        String own = place.find() ? place.group(1) : "";
        WORD.matcher(NO_CODE.matcher(code).replaceAll("")).results().forEach(word -> {
            String name = word.group(1);
            for (String line : known.getOrDefault(name, List.of())) {
                boolean isStatic = line.startsWith("import static ");
                if (!isStatic || word.group(2).equals("(")) {
                    (isStatic ? statics : types).add(line);
                }
            }
            if (!known.containsKey(name) && Character.isUpperCase(name.charAt(0)) && isPublished(own, name)) {
                types.add("import " + own + "." + name + ";");
            }
        });
        return Stream.of(statics, types)
                .filter(lines -> !lines.isEmpty())
                .map(lines -> String.join("\n", lines) + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static boolean isPublished(String ownPackage, String type) {
        return MODULES.stream()
                .anyMatch(module -> Files.exists(Documentation.file(
                        module + "/src/main/java/" + ownPackage.replace('.', '/') + "/" + type + ".java")));
    }
}
