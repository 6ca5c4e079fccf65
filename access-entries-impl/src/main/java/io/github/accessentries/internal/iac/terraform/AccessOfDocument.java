package io.github.accessentries.internal.iac.terraform;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries and associations together, wherever they stand: what belongs together has the same cluster and principal. An entry of
 * which anything is unknown is left out as a whole.
 */
final class AccessOfDocument {

    private static final Pattern ENTRY = Pattern.compile(Resource.ENTRY + "\\.[\\w-]+");

    /** A resource of a known principal. */
    private record Known(Resource resource, EntryKey key) {}

    private final Gathering gathering;
    private final Optional<String> region;
    private final Map<EntryKey, EntryOfResource> entries = new LinkedHashMap<>();
    private final List<EntryOfResource> repeated = new ArrayList<>();
    private final List<Known> associations = new ArrayList<>();
    private final Map<EntryKey, String> incomplete = new LinkedHashMap<>();
    /** Associations that are left out, by the blocks of entries to which they refer, of which each may be theirs. */
    private final Map<String, String> referredTo = new LinkedHashMap<>();

    /** All regions with a cluster of a name, also those that were not asked for. */
    private final Map<String, Set<String>> named = new LinkedHashMap<>();

    private final Map<String, Set<String>> regions = new LinkedHashMap<>();
    private final Map<String, Set<String>> accounts = new LinkedHashMap<>();

    AccessOfDocument(Document document, Map<String, String> given) {
        this.gathering = new Gathering(document);
        this.region = Optional.ofNullable(given.get("region"));
    }

    /** Names something that is not carried over. */
    void leaveOut(Field place, String address, String reason) {
        gathering.omit("line " + place.line() + (address.isEmpty() ? "" : ", " + address), reason);
    }

    private void leaveOut(Resource resource, String reason) {
        leaveOut(resource.place(), resource.address(), reason);
    }

    /** Names a resource that is not carried over; its entry cannot be complete without it. */
    void leaveOutWithItsEntry(Resource resource, String reason) {
        leaveOut(resource, reason);
        try {
            key(resource).ifPresent(key -> incomplete.putIfAbsent(key, resource.address()));
        } catch (Unanswered unknown) {
            // Whose it is, nobody knows; its address and the reason are told.
        }
    }

    void entry(Resource resource) {
        Optional<EntryKey> key = keyHere(resource);
        if (key.isEmpty()) {
            return;
        }
        try {
            EntryOfResource entry = EntryOfResource.of(resource, key.get());
            if (entries.putIfAbsent(key.get(), entry) != null) {
                repeated.add(entry);
            }
        } catch (Unanswered e) {
            leaveOut(resource, e.reason());
            incomplete.putIfAbsent(key.get(), resource.address());
        }
    }

    void association(Resource resource) {
        Optional<EntryKey> key = keyHere(resource);
        if (key.isPresent()) {
            associations.add(new Known(resource, key.get()));
        } else {
            noteReferences(resource.place(), resource.address());
        }
    }

    /** Names a block that is not carried over; the entries to which it refers cannot be complete without it. */
    void leaveOutWithReferences(Field block, String address, String reason) {
        leaveOut(block, address, reason);
        noteReferences(block, address);
    }

    private void noteReferences(Field field, String address) {
        if (field.isMapping()) {
            field.members().values().forEach(member -> noteReferences(member, address));
        } else if (field.isList()) {
            field.items().forEach(item -> noteReferences(item, address));
        } else if (field.isText()) {
            Matcher reference = ENTRY.matcher(field.text().orElse(""));
            while (reference.find()) {
                referredTo.putIfAbsent(reference.group(), address);
            }
        }
    }

    /** Whose resource it is; empty, with a reason, if that is not known, or it is somewhere else. */
    private Optional<EntryKey> keyHere(Resource resource) {
        try {
            Optional<EntryKey> key = key(resource);
            Home home = resource.home();
            if (key.isPresent() && home.hasRegion()) {
                named.computeIfAbsent(key.get().cluster(), each -> new TreeSet<>())
                        .add(home.region());
            }
            if (key.isPresent()
                    && region.isPresent()
                    && home.hasRegion()
                    && !region.get().equals(home.region())) {
                leaveOut(
                        resource,
                        "is in " + PlainText.of(home.region()) + ", and not in " + PlainText.of(region.get()));
                return Optional.empty();
            }
            key.ifPresent(known -> noteHome(known.cluster(), home));
            return key;
        } catch (Unanswered e) {
            leaveOut(resource, e.reason());
            return Optional.empty();
        }
    }

    private void noteHome(String cluster, Home home) {
        if (!home.region().isEmpty()) {
            regions.computeIfAbsent(cluster, each -> new TreeSet<>()).add(home.region());
        }
        if (!home.account().isEmpty()) {
            accounts.computeIfAbsent(cluster, each -> new TreeSet<>()).add(home.account());
        }
    }

    private static Optional<EntryKey> key(Resource resource) throws Unanswered {
        Optional<String> cluster = required(resource, "cluster_name");
        Optional<String> principal = required(resource, "principal_arn");
        return cluster.flatMap(name -> principal.map(arn -> new EntryKey(name, arn)));
    }

    private static Optional<String> required(Resource resource, String name) throws Unanswered {
        Optional<Field> field = resource.argument(name);
        if (field.isEmpty()) {
            resource.place().fault("has no " + name);
        }
        return field.flatMap(Field::text);
    }

    /** All that is known of the document. */
    Carried finish() {
        repeated.forEach(this::repeated);
        entries.forEach((key, entry) -> {
            String association = referredTo.get(entry.resource().address().replaceFirst("\\[.*", ""));
            if (association != null) {
                incomplete.putIfAbsent(key, association);
            }
        });
        List<Known> taken = new ArrayList<>();
        for (Known association : associations) {
            if (associate(association)) {
                taken.add(association);
            }
        }
        for (Known association : taken) {
            if (incomplete.containsKey(association.key())) {
                leaveOut(association.resource(), "its entry, of " + association.key() + ", was left out");
            }
        }
        entries.forEach((key, entry) -> {
            String part = incomplete.get(key);
            if (isInSeveralPlaces(key.cluster())) {
                leaveOut(entry.resource(), severalPlaces(key.cluster()));
            } else if (part == null) {
                gathering.add(key.cluster(), entry.draft());
            } else if (!part.equals(entry.resource().address())) {
                leaveOut(entry.resource(), "is not complete without " + part + ", which was left out");
            }
        });
        return gathering.finish();
    }

    /** A state may have one entry twice, and knows of it alike; whoever configures it twice will be refused by EKS. */
    private void repeated(EntryOfResource other) {
        EntryKey key = other.key();
        EntryOfResource one = requireNonNull(entries.get(key));
        if (isInSeveralPlaces(key.cluster())) {
            leaveOut(other.resource(), severalPlaces(key.cluster()));
        } else if (!other.resource().hasWhatEksChose()) {
            other.principal()
                    .at()
                    .fault(other.principal().value()
                            + " already has an entry; a principal has only one, so put everything into that");
        } else if (one.isLike(other)) {
            leaveOut(other.resource(), "is the same entry as " + one.resource().address() + ", which is carried over");
        } else {
            String reason = "differs from what %s says of the same entry; keep one of them in Terraform";
            leaveOut(one.resource(), reason.formatted(other.resource().address()));
            leaveOut(other.resource(), reason.formatted(one.resource().address()));
            incomplete.putIfAbsent(key, one.resource().address());
        }
    }

    /** Whether an association was taken. */
    private boolean associate(Known association) {
        EntryKey key = association.key();
        Resource resource = association.resource();
        EntryOfResource entry = entries.get(key);
        if (isInSeveralPlaces(key.cluster())) {
            leaveOut(resource, severalPlaces(key.cluster()));
        } else if (!resource.home().hasRegion() && sizeOf(named.get(key.cluster())) > 1) {
            leaveOut(
                    resource,
                    "says no region, and " + PlainText.name(key.cluster())
                            + " is the name of clusters in several; read them from documents of their own");
            incomplete.putIfAbsent(key, resource.address());
        } else if (entry == null) {
            leaveOut(
                    resource,
                    "its entry, of " + key
                            + (incomplete.containsKey(key) ? ", was left out" : ", is not in this document"));
        } else {
            try {
                return entry.add(resource);
            } catch (Unanswered e) {
                leaveOut(resource, e.reason());
                incomplete.putIfAbsent(key, resource.address());
            }
        }
        return false;
    }

    private boolean isInSeveralPlaces(String cluster) {
        return sizeOf(regions.get(cluster)) > 1 || sizeOf(accounts.get(cluster)) > 1;
    }

    private static int sizeOf(@Nullable Set<String> names) {
        return names == null ? 0 : names.size();
    }

    private String severalPlaces(String cluster) {
        Set<String> places = regions.getOrDefault(cluster, Set.of());
        return places.size() > 1
                ? PlainText.name(cluster) + " is the name of clusters in "
                        + places.stream().map(PlainText::of).collect(joining(" and "))
                        + " here; give one of them as the value of region"
                : PlainText.name(cluster)
                        + " is the name of clusters in several accounts here; read them from documents of their own";
    }
}
