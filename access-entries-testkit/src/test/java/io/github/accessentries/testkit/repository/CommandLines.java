package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What commands in texts name of this repository, and whether it is there. */
final class CommandLines {

    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])(\\.ci/[\\w-]+)(?![\\w/-])");
    private static final Pattern PROFILES = Pattern.compile("\\bmvn .*?-P([\\w,-]+)");
    private static final Pattern MODULES = Pattern.compile("\\bmvn .*?-pl ([\\w,-]+)");
    private static final Pattern POMS = Pattern.compile("\\bmvn .*?-f ([\\w./-]+\\.xml)");

    private CommandLines() {}

    /** Fails with the name of what a text runs and nobody has. */
    static void assertResolve(String where, String text) throws Exception {
        for (String script : names(SCRIPT, text)) {
            assertThat(Repository.has(script))
                    .as("%s names %s, which is there", where, script)
                    .isTrue();
        }
        for (String pom : names(POMS, text)) {
            assertThat(Repository.has(pom))
                    .as("%s names %s, which is there", where, pom)
                    .isTrue();
        }
        for (String module : names(MODULES, text)) {
            assertThat(Repository.has(module + "/pom.xml"))
                    .as("%s names %s, which is a module", where, module)
                    .isTrue();
        }
        assertThat(profiles()).as("profiles that %s names", where).containsAll(names(PROFILES, text));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.addAll(List.of(matcher.group(1).split(",", -1)));
        }
        return names;
    }

    private static Set<String> profiles() throws Exception {
        Set<String> profiles = new TreeSet<>();
        for (String pom : Stream.concat(Stream.of("."), new Pom("pom.xml").texts("//module").stream())
                .map(module -> module + "/pom.xml")
                .toList()) {
            profiles.addAll(new Pom(pom).texts("/project/profiles/profile/id"));
        }
        return profiles;
    }
}
