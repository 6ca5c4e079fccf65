package io.github.accessentries.testkit.internal.kubernetes.object;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What keys and values of labels look like, and what Kubernetes says of those that do not. */
public final class LabelSyntax {

    private static final int MOST_CHARACTERS = 63;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final String NAME_FORM =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation"
                    + " is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String VALUE_FORM =
            "a valid label must be an empty string or consist of alphanumeric characters,"
                    + " '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
                    + " '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private LabelSyntax() {}

    /** What is wrong with the key of a label or of an annotation; empty if nothing is. */
    public static List<String> keyFaults(String key) {
        String[] parts = key.split("/", -1);
        List<String> faults = new ArrayList<>();
        if (parts.length > 2) {
            faults.add("a qualified name " + NAME_FORM
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return faults;
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                faults.add("prefix part must be non-empty");
            } else {
                NameSyntax.SUBDOMAIN.faults(parts[0]).forEach(fault -> faults.add("prefix part " + fault));
            }
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (name.length() > MOST_CHARACTERS) {
            faults.add("name part must be no more than 63 characters");
        }
        if (!NAME.matcher(name).matches()) {
            faults.add("name part " + NAME_FORM);
        }
        return faults;
    }

    /** What is wrong with the value of a label; empty if nothing is. */
    public static List<String> valueFaults(String value) {
        List<String> faults = new ArrayList<>();
        if (value.length() > MOST_CHARACTERS) {
            faults.add("must be no more than 63 characters");
        }
        if (!value.isEmpty() && !NAME.matcher(value).matches()) {
            faults.add(VALUE_FORM);
        }
        return faults;
    }
}
