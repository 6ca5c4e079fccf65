package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a subject is allowed, by place, merged for reading: rules of one place that differ only in their verbs or
 * resources are one, and what another rule of the same or a wider place has already is left out. Together they allow
 * exactly what the authorizer of the model allows. Immutable, equal by value.
 */
public final class Permissions {

    private static final Permissions NONE = new Permissions(List.of(), List.of());

    private final List<Permission> all;
    private final List<String> doubts;

    private Permissions(Collection<Permission> all, Collection<String> doubts) {
        this.all = List.copyOf(all);
        this.doubts = List.copyOf(doubts);
    }

    /**
     * No permissions.
     *
     * @return empty permissions
     */
    public static Permissions none() {
        return NONE;
    }

    /**
     * Permissions that are merged already.
     *
     * @param permissions the permissions, sorted by place
     * @param doubts why there may be more, one sentence each
     * @return these permissions
     */
    public static Permissions of(Collection<Permission> permissions, Collection<String> doubts) {
        requireNonNull(permissions, "permissions");
        requireNonNull(doubts, "doubts");
        return permissions.isEmpty() && doubts.isEmpty() ? NONE : new Permissions(permissions, doubts);
    }

    /**
     * All permissions.
     *
     * @return the permissions, sorted by place, those for the whole cluster first
     */
    public List<Permission> all() {
        return all;
    }

    /**
     * All permissions by place.
     *
     * @return the permissions of each place, in the order of the places
     */
    public Map<Where, List<Permission>> byPlace() {
        Map<Where, List<Permission>> places = new TreeMap<>();
        all.forEach(each ->
                places.computeIfAbsent(each.where(), where -> new ArrayList<>()).add(each));
        return places;
    }

    /**
     * The permissions that count for requests in one namespace, those for the whole cluster and for patterns included.
     *
     * @param namespace the name of one namespace, {@code null} for requests in none
     * @return the permissions, in their order
     */
    public List<Permission> in(@Nullable String namespace) {
        return all.stream().filter(each -> each.where().includes(namespace)).toList();
    }

    /**
     * Whether a request is allowed.
     *
     * @param request what is asked
     * @return {@code true} if one of the permissions allows it
     */
    public boolean allows(AccessRequest request) {
        requireNonNull(request, "request");
        return all.stream().anyMatch(each -> each.allows(request));
    }

    /**
     * Whether nothing is allowed, as far as is known.
     *
     * @return {@code true} if there are no permissions; there may be {@link #doubts()} all the same
     */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Why there may be more permissions than are known, for example by a policy whose rules AWS does not publish.
     *
     * @return one sentence each
     */
    public List<String> doubts() {
        return doubts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Permissions that && all.equals(that.all) && doubts.equals(that.doubts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(all, doubts);
    }

    /**
     * The permissions as text: one paragraph for all places that have the same ones, and one line for each rule.
     *
     * @return several lines, each with its end, or {@code nothing}
     */
    @Override
    public String toString() {
        Map<List<String>, List<Where>> places = new LinkedHashMap<>();
        Map<Rule, String> known = new HashMap<>(); // most places have the same rules
        byPlace()
                .forEach((where, permissions) -> places.computeIfAbsent(
                                permissions.stream()
                                        .map(each -> inWords(each, known))
                                        .toList(),
                                each -> new ArrayList<>())
                        .add(where));
        StringBuilder text = new StringBuilder();
        places.forEach((lines, where) -> {
            text.append(String.join(", ", where.stream().map(Where::toString).toList()))
                    .append(":\n");
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        });
        doubts.forEach(doubt ->
                text.append("perhaps more: ").append(PlainText.of(doubt)).append('\n'));
        return text.isEmpty() ? "nothing" : text.toString();
    }

    private static String inWords(Permission permission, Map<Rule, String> known) {
        return permission.except().isEmpty()
                ? known.computeIfAbsent(permission.rule(), Rule::toString)
                : permission.inWords();
    }
}
