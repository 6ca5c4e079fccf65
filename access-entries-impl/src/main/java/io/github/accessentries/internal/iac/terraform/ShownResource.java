package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource of a state, or of a plan, in which some arguments are known only after apply.
 *
 * @param address what Terraform calls it
 * @param place where it stands
 * @param values its arguments, and what the service chose
 * @param planned what the plan says of it otherwise; empty in a state
 * @param given what stands for texts that are unknown, by the address and the argument
 */
record ShownResource(String address, Field place, Field values, Optional<Planned> planned, Map<String, String> given)
        implements Resource {

    private static final Pattern ENTRY_ARN = Pattern.compile("arn:[^:]+:eks:([^:]+):([0-9]+):access-entry/.*");

    private static final String GROUPS = "kubernetes_groups";
    private static final Set<String> TEXTS = Set.of("cluster_name", "principal_arn", "policy_arn", "type", "user_name");

    /** What EKS fills in where nothing is configured, so that it is unknown in a plan either way. */
    private static final Set<String> FILLED_IN = Set.of(GROUPS, "user_name");

    @Override
    public boolean hasWhatEksChose() {
        return true;
    }

    @Override
    public Home home() {
        Matcher arn = ENTRY_ARN.matcher(text("access_entry_arn"));
        boolean hasArn = arn.matches();
        String region = text("region");
        return new Home(region.isEmpty() && hasArn ? arn.group(1) : region, hasArn ? arn.group(2) : "");
    }

    private String text(String name) {
        return values.member(name).filter(Field::isText).flatMap(Field::text).orElse("");
    }

    @Override
    public Optional<Field> argument(String name) throws Unanswered {
        Optional<Field> value = values.member(name);
        if (planned.isPresent()) {
            boolean isThere = value.isPresent() && !hasHole(value.get());
            if (!isThere || planned.get().isUnknown(name)) {
                String known = given.get(address + "." + name);
                return known == null ? unknown(name, value) : Optional.of(known(name, known));
            }
        }
        return value.filter(field -> !field.isEmpty());
    }

    private Field known(String name, String known) throws Unanswered {
        if (TEXTS.contains(name)) {
            return place.withText(known);
        }
        return Literals.texts(known)
                .map(place::withTexts)
                .orElseThrow(() -> new Unanswered("knows its " + name
                        + " only after apply, and the value for it is no list; give [\"a\", \"b\"]"));
    }

    /** What is not there, or not all there. */
    private Optional<Field> unknown(String name, Optional<Field> value) throws Unanswered {
        boolean isMarked = planned.orElseThrow().isUnknown(name);
        if (FILLED_IN.contains(name) && value.isEmpty()) {
            if (planned.orElseThrow().isUnset(name)) {
                return Optional.empty();
            }
            throw new Unanswered("takes its " + name + " from elsewhere, so that nothing says if it is unset, or known"
                    + " only after apply; " + remedy(name));
        }
        if (isMarked || value.isPresent() || !name.startsWith("tags")) {
            throw new Unanswered("knows its " + name + " only after apply; " + remedy(name));
        }
        return Optional.empty();
    }

    private String remedy(String name) {
        return (TEXTS.contains(name) || name.equals(GROUPS) ? "give a value for " + address + "." + name + ", or " : "")
                + "read the state once it is applied";
    }

    /** In a list, what is unknown is shown as {@code null}. */
    private static boolean hasHole(Field value) {
        return value.isList() && value.items().stream().anyMatch(item -> item.isEmpty() || hasHole(item));
    }

    @Override
    public Map<String, Field> tags() throws Unanswered {
        Optional<Field> all = argument("tags_all");
        Optional<Field> tags = all.isPresent() ? all : argument("tags");
        return tags.map(Field::members).orElse(Map.of());
    }

    @Override
    public List<Field> scopes() throws Unanswered {
        List<Field> scopes = argument("access_scope").map(Blocks::bodies).orElse(List.of());
        for (Field scope : scopes) {
            boolean hasHole =
                    scope.member("namespaces").filter(ShownResource::hasHole).isPresent();
            if (planned.isPresent()
                    && (hasHole || scope.member("type").filter(Field::isText).isEmpty())) {
                throw new Unanswered("knows its access_scope only after apply; " + remedy("access_scope"));
            }
        }
        return scopes;
    }

    /** Had an entry a principal that is known, so would whatever takes it from there. */
    @Override
    public EntryReferences references() {
        return new EntryReferences(
                Set.of(),
                planned.filter(plan -> plan.isTakenFromAnEntry("principal_arn")).isPresent());
    }
}
