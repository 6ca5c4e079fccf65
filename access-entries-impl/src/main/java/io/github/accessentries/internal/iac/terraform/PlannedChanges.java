package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a plan says of its resources beside their values: which parts are unknown, and what is written for them. */
final class PlannedChanges {

    private final Map<String, Field> changes = new HashMap<>();
    private final Map<String, Field> expressions = new HashMap<>();

    PlannedChanges(Field root) {
        root.member("resource_changes").map(Field::items).orElse(List.of()).forEach(change -> {
            // A deposed object has a change of its own, beside the one of its resource.
            if (change.member("deposed").isEmpty()) {
                text(change, "address").ifPresent(address -> changes.put(address, change));
            }
        });
        root.member("configuration")
                .flatMap(configuration -> configuration.member("root_module"))
                .ifPresent(module -> readModule("", module));
    }

    private void readModule(String prefix, Field module) {
        module.member("resources").map(Field::items).orElse(List.of()).forEach(resource -> {
            Optional<Field> written = resource.member("expressions");
            text(resource, "address")
                    .ifPresent(address -> written.ifPresent(arguments -> expressions.put(prefix + address, arguments)));
        });
        module.member("module_calls")
                .map(Field::members)
                .orElse(Map.of())
                .forEach((name, call) ->
                        call.member("module").ifPresent(inner -> readModule(prefix + "module." + name + ".", inner)));
    }

    Planned of(String address) {
        return of(address, change(address));
    }

    /** What a plan says of a resource whose change stands elsewhere. */
    Planned of(String address, Optional<Field> change) {
        return new Planned(
                change.flatMap(each -> each.member("after_unknown")),
                Optional.ofNullable(expressions.get(Address.written(address))));
    }

    /** What is given up without being deleted, by address. */
    Map<String, Field> givenUp() {
        Map<String, Field> givenUp = new TreeMap<>(changes);
        givenUp.keySet().removeIf(address -> !isGivenUp(address));
        return givenUp;
    }

    /** Whether a resource is given up without being deleted. */
    boolean isGivenUp(String address) {
        return change(address)
                .flatMap(change -> change.member("actions"))
                .filter(Field::isList)
                .map(Field::items)
                .orElse(List.of())
                .stream()
                .anyMatch(action -> action.isText()
                        && action.text().filter("forget"::equals).isPresent());
    }

    private Optional<Field> change(String address) {
        return Optional.ofNullable(changes.get(address)).flatMap(each -> each.member("change"));
    }

    private static Optional<String> text(Field field, String member) {
        return field.member(member).filter(Field::isText).flatMap(Field::text);
    }
}
