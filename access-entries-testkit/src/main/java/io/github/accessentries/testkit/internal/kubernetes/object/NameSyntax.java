package io.github.accessentries.testkit.internal.kubernetes.object;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What names look like, and what Kubernetes says of those that do not. */
public enum NameSyntax {
    /** A label of DNS, for example of a namespace. */
    LABEL(
            63,
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
                    + " with an alphanumeric character (e.g. 'my-name',  or '123-abc'"),
    /** A label that begins with a letter, for example of a service. */
    LABEL_OF_1035(
            63,
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123'"),
    /** A name of DNS, what most kinds have. */
    SUBDOMAIN(
            253,
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'example.com'"),
    /** Whatever fits between two slashes of a path, for example {@code system:masters}. */
    PATH_SEGMENT(Integer.MAX_VALUE, "(?s).*", "");

    private final int mostCharacters;
    private final String regex;
    private final Pattern pattern;
    private final String form;

    NameSyntax(int mostCharacters, String regex, String form) {
        this.mostCharacters = mostCharacters;
        this.regex = regex;
        this.pattern = Pattern.compile(regex);
        this.form = form;
    }

    /** What is wrong with a name; empty if nothing is. */
    public List<String> faults(String name) {
        if (this == PATH_SEGMENT) {
            return pathSegmentFaults(name);
        }
        List<String> faults = new ArrayList<>();
        if (name.length() > mostCharacters) {
            faults.add("must be no more than " + mostCharacters + " characters");
        }
        // The pattern repeats groups, which takes a stack for long names.
        if (name.length() > 4 * SUBDOMAIN.mostCharacters
                || !pattern.matcher(name).matches()) {
            faults.add(form + ", regex used for validation is '" + regex.replace("\\\\", "\\") + "')");
        }
        return faults;
    }

    private static List<String> pathSegmentFaults(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        List<String> faults = new ArrayList<>();
        for (String character : List.of("/", "%")) {
            if (name.contains(character)) {
                faults.add("may not contain '" + character + "'");
            }
        }
        return faults;
    }
}
