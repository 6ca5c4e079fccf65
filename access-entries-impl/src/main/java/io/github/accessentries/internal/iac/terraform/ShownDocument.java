package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is about access in what {@code terraform show -json} prints of a state or a plan. */
final class ShownDocument {

    static final String GIVEN_UP = "is given up: Terraform leaves it as it is, and no longer speaks for it";

    private final Field root;
    private final Map<String, String> given;
    private final AccessOfDocument access;
    private final Optional<PlannedChanges> plan;

    ShownDocument(Field root, Map<String, String> given, AccessOfDocument access) {
        this.root = root;
        this.given = given;
        this.access = access;
        this.plan = isPlan(root) ? Optional.of(new PlannedChanges(root)) : Optional.empty();
    }

    /** Whether a document is one, be there nothing in it. */
    static boolean isOne(Field root) {
        return root.member("format_version").isPresent()
                || root.member("values").isPresent()
                || root.member("planned_values").isPresent();
    }

    private static boolean isPlan(Field root) {
        return root.member("planned_values").isPresent()
                || root.member("resource_changes").isPresent();
    }

    void read() {
        String version = text(root, "format_version").orElse("1");
        if (!version.matches("[01](\\..*)?")) {
            root.fault("has format_version " + PlainText.of(version)
                    + ", which is not known here; print it with a Terraform that has format_version 1");
            return;
        }
        root.member(plan.isPresent() ? "planned_values" : "values")
                .flatMap(values -> values.member("root_module"))
                .ifPresent(this::readModule);
        plan.ifPresent(changes -> changes.givenUp().forEach(this::noteGivenUp));
        noteWhatIsNotPlanned();
    }

    /** What stays on the cluster is not told by what is planned, so an entry is not complete without a policy that stays. */
    private void noteGivenUp(String address, Field change) {
        String type = text(change, "type").orElse("");
        change.member("change")
                .ifPresent(each -> each.member("before")
                        .ifPresent(before -> hideSensitive(before, each.member("before_sensitive"))));
        Field before = change.member("change")
                .flatMap(each -> each.member("before"))
                .filter(Field::isMapping)
                .orElseGet(() -> change.withMembers(Map.of()));
        if (type.equals(Resource.ASSOCIATION)) {
            access.leaveOutAssociation(formerly(address, change, before), GIVEN_UP);
        } else if (type.equals(Resource.ENTRY)) {
            access.giveUpEntry(formerly(address, change, before), GIVEN_UP);
        } else if (OtherAccess.reason(new OtherResource(type, before, field -> field, Optional.empty()))
                .isPresent()) {
            access.leaveOut(change, address, GIVEN_UP);
        }
    }

    /** What is not told of a resource as it was is not known. */
    private ShownResource formerly(String address, Field change, Field before) {
        boolean isTold = before.member("cluster_name").isPresent()
                && before.member("principal_arn").isPresent();
        return new ShownResource(
                address,
                change,
                before,
                isTold ? Optional.empty() : Optional.of(new Planned(Optional.empty(), Optional.empty())),
                given);
    }

    /** Marks have the form of the values, as far as anything in these is sensitive. */
    private static void hideSensitive(Field value, Optional<Field> marks) {
        if (marks.isEmpty()) {
            return;
        }
        Field mark = marks.get();
        if (mark.isMapping() && value.isMapping()) {
            mark.members()
                    .forEach((name, member) ->
                            value.member(name).ifPresent(part -> hideSensitive(part, Optional.of(member))));
        } else if (mark.isList() && value.isList()) {
            List<Field> parts = value.items();
            List<Field> ofParts = mark.items();
            for (int i = 0; i < Math.min(parts.size(), ofParts.size()); i++) {
                hideSensitive(parts.get(i), Optional.of(ofParts.get(i)));
            }
        } else if (mark.isText() && mark.text().filter("true"::equals).isPresent()) {
            value.hide();
        }
    }

    private void readModule(Field module) {
        module.member("resources").map(Field::items).orElse(List.of()).forEach(this::readResource);
        module.member("child_modules").map(Field::items).orElse(List.of()).forEach(this::readModule);
    }

    private void readResource(Field shown) {
        String type = text(shown, "type").orElse("");
        if (!OtherAccess.isKept(type)
                || text(shown, "mode").filter("data"::equals).isPresent()) {
            return;
        }
        String address = text(shown, "address")
                .orElseGet(
                        () -> type + text(shown, "name").map(name -> "." + name).orElse(""));
        Optional<Field> values = shown.member("values").filter(Field::isMapping);
        values.ifPresent(shownValues -> hideSensitive(shownValues, shown.member("sensitive_values")));
        if (values.isEmpty()) {
            if (plan.filter(changes -> changes.isGivenUp(address)).isEmpty()) {
                access.leaveOut(shown, address, "has no values");
            }
            return;
        }
        if (OtherAccess.isLookedAt(type)) {
            OtherAccess.reason(new OtherResource(
                            type, values.get(), field -> field, plan.map(changes -> changes.of(address))))
                    .ifPresent(reason -> access.leaveOut(shown, address, reason));
            return;
        }
        ShownResource resource =
                new ShownResource(address, shown, values.get(), plan.map(changes -> changes.of(address)), given);
        if (text(shown, "deposed_key").or(() -> text(shown, "deposed")).isPresent()) {
            access.leaveOut(
                    shown, address, "is deposed: Terraform has replaced it, and deletes it when it is applied next");
        } else if (text(shown, "tainted").filter("true"::equals).isPresent()) {
            String reason = "is tainted: it was not made as a whole, and Terraform replaces it when it is applied next";
            if (type.equals(Resource.ENTRY)) {
                access.leaveOutEntry(resource, reason);
            } else {
                access.leaveOutAssociation(resource, reason);
            }
        } else if (type.equals(Resource.ENTRY)) {
            access.entry(resource);
        } else {
            access.association(resource);
        }
    }

    /** A plan may end before everything is planned. */
    private void noteWhatIsNotPlanned() {
        if (text(root, "errored").filter("true"::equals).isPresent()) {
            access.leaveOut(root, "", "is a plan that ended with an error, so that anything may be missing from it");
        } else if (text(root, "complete").filter("false"::equals).isPresent()) {
            access.leaveOut(
                    root,
                    "",
                    "is a plan of a part, as with -target, so that anything may be missing from it; plan the whole, or"
                            + " read the state");
        }
        root.member("deferred_changes")
                .filter(Field::isList)
                .map(Field::items)
                .orElse(List.of())
                .forEach(deferred ->
                        deferred.member("resource_change").ifPresent(change -> noteDeferred(deferred, change)));
    }

    private void noteDeferred(Field deferred, Field resourceChange) {
        String type = text(resourceChange, "type").orElse("");
        String address = text(resourceChange, "address").orElse(type);
        Optional<Field> change = resourceChange.member("change");
        change.ifPresent(each ->
                each.member("after").ifPresent(planned -> hideSensitive(planned, each.member("after_sensitive"))));
        Field after = change.flatMap(each -> each.member("after"))
                .filter(Field::isMapping)
                .orElseGet(() -> deferred.withMembers(Map.of()));
        Optional<Planned> planned = plan.map(changes -> changes.of(address, change));
        ShownResource resource = new ShownResource(address, deferred, after, planned, given);
        String reason = "is planned later, once what it depends on is there";
        if (type.equals(Resource.ENTRY)) {
            access.leaveOutEntry(resource, reason);
        } else if (type.equals(Resource.ASSOCIATION)) {
            access.leaveOutAssociation(resource, reason);
        } else if (OtherAccess.isKept(type)) {
            access.leaveOut(deferred, address, reason);
        }
    }

    private static Optional<String> text(Field field, String member) {
        return field.member(member).filter(Field::isText).flatMap(Field::text);
    }
}
