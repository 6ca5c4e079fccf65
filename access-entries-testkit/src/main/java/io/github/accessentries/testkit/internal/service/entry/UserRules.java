package io.github.accessentries.testkit.internal.service.entry;

import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which Kubernetes user names and groups a caller may choose, and what they are if the caller does not. */
public final class UserRules {

    private static final List<String> RESERVED_PREFIXES = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final Pattern SESSION_NAME = Pattern.compile("\\{\\{SessionName(?:Raw)?}}");

    private UserRules() {}

    /** Checks the names alone, whatever the entry: the service does this before it looks the cluster up. */
    public static void checkNames(String cluster, @Nullable String username, @Nullable List<String> groups) {
        if (username != null) {
            checkUsername(cluster, username);
        }
        if (groups != null) {
            groups.forEach(group -> checkGroup(cluster, group));
        }
    }

    private static void checkUsername(String cluster, String username) {
        reservedPrefix(username).ifPresent(prefix -> {
            throw DocumentedFaults.usernameReserved(cluster, prefix);
        });
        var placeholder = SESSION_NAME.matcher(username);
        if (placeholder.find() && username.lastIndexOf(':', placeholder.start()) < 0) {
            throw UnverifiedFaults.sessionNameWithoutColon(cluster);
        }
    }

    private static void checkGroup(String cluster, String group) {
        if (group.isBlank()) {
            throw UnverifiedFaults.groupBlank(cluster);
        }
        reservedPrefix(group).ifPresent(prefix -> {
            throw DocumentedFaults.groupReserved(cluster, group, prefix);
        });
    }

    private static Optional<String> reservedPrefix(String name) {
        return RESERVED_PREFIXES.stream().filter(name::startsWith).findFirst();
    }

    /** Checks that a caller who chooses names may do so. Empty names do not count as chosen. */
    public static void checkAllowed(
            String cluster, EntryKind kind, @Nullable String username, @Nullable List<String> groups) {
        if (!kind.isForNodes()) {
            return;
        }
        if (groups != null && !groups.isEmpty()) {
            throw DocumentedFaults.groupsOnNodeType(cluster, kind);
        }
        if (username != null && !username.isEmpty()) {
            throw DocumentedFaults.usernameOnNodeType(cluster, kind);
        }
    }

    /** The user name that an entry gets: the chosen one, or the default of its type. */
    public static String username(EntryKind kind, IamArn principal, @Nullable String chosen) {
        return chosen == null || chosen.isEmpty() ? kind.defaultUsername(principal) : chosen;
    }

    /** The groups that an entry gets: the chosen ones, or those of its type. */
    public static List<String> groups(EntryKind kind, @Nullable List<String> chosen) {
        return chosen == null || chosen.isEmpty() ? kind.defaultGroups() : List.copyOf(chosen);
    }
}
