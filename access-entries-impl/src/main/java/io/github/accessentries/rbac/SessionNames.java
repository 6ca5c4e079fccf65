package io.github.accessentries.rbac;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the user names that bindings name somebody can take on whose own is a template: whoever assumes a role chooses
 * the name of the session. For one thread.
 */
final class SessionNames {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{(?<name>SessionName|SessionNameRaw|AccessKeyID|EC2PrivateDNSName)}}");
    /** What IAM allows in names of sessions; the one that is not raw has - for @. */
    private static final Map<String, String> VALUES = Map.of(
            "SessionName", "[\\w+=,.-]{2,64}",
            "SessionNameRaw", "[\\w+=,.@-]{2,64}",
            "AccessKeyID", "[A-Z0-9]{16,128}",
            "EC2PrivateDNSName", "[A-Za-z0-9.-]+");

    private final TreeSet<String> bound;
    private final Map<String, List<String>> byTemplate = new HashMap<>();

    SessionNames(Collection<String> boundUsernames) {
        this.bound = new TreeSet<>(boundUsernames);
    }

    List<String> of(String template) {
        return template.contains("{{") ? byTemplate.computeIfAbsent(template, this::find) : List.of();
    }

    private List<String> find(String template) {
        Matcher variables = VARIABLE.matcher(template);
        if (!variables.find()) {
            return List.of();
        }
        String start = template.substring(0, variables.start());
        Pattern names = pattern(template, variables.reset());
        return bound.tailSet(start).stream()
                .takeWhile(name -> name.startsWith(start))
                .filter(name -> names.matcher(name).matches())
                .toList();
    }

    /** A variable that comes again stands for the same text. */
    private static Pattern pattern(String template, Matcher variables) {
        StringBuilder pattern = new StringBuilder();
        int literal = 0;
        while (variables.find()) {
            String name = variables.group("name");
            boolean again = pattern.indexOf("(?<" + name + ">") >= 0;
            pattern.append(Pattern.quote(template.substring(literal, variables.start())))
                    .append(again ? "\\k<" + name + ">" : "(?<" + name + ">" + VALUES.get(name) + ")");
            literal = variables.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(literal))).toString());
    }
}
