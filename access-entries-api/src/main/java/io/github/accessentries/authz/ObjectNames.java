package io.github.accessentries.authz;

import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What objects of RBAC may be called, and how they are called in texts. */
final class ObjectNames {

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int MOST = 253;

    private ObjectNames() {}

    /** In the order in which audit logs have it, with the namespace last. */
    static String reference(RbacObject object) {
        String name = object.namespace() == null ? object.name() : object.name() + "/" + object.namespace();
        return object.kind() + " " + PlainText.quoted(name);
    }

    /** Unlike other objects, those of RBAC may have any name that can stand in a path. */
    static void check(String what, String name, List<String> faults) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
            faults.add(PlainText.quoted(name) + " cannot be the name of " + what
                    + "; use a text without / and %, other than . and ..");
        } else if (name.length() > MOST) {
            faults.add("the name of " + what + " has " + name.length() + " characters; use at most " + MOST);
        } else if (!name.equals(PlainText.of(name)) || name.isBlank()) {
            faults.add(PlainText.quoted(name) + " has characters that cannot be seen; leave them out");
        }
    }

    static void checkNamespace(@Nullable String namespace, List<String> faults) {
        if (namespace != null && !NAMESPACE.matcher(namespace).matches()) {
            faults.add(
                    PlainText.quoted(namespace) + " cannot be the name of a namespace; use up to 63 lower-case letters,"
                            + " digits and -, beginning and ending with a letter or digit");
        }
    }
}
