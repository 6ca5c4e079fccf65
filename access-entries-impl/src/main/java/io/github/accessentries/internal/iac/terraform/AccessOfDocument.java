package io.github.accessentries.internal.iac.terraform;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts entries and associations together, wherever they stand: what belongs together has the same cluster and principal. An entry of
 * which anything is unknown is left out as a whole.
 */
final class AccessOfDocument {

    /** A resource of a known principal. */
    private record Known(Resource resource, EntryKey key) {}

    /** What is to be told of a resource, or of all of a block, once it is carried over. */
    private record Note(String address, Field place, String reason) {}

    private final Gathering gathering;
    private final ClusterPlaces places;
    private final Map<EntryKey, EntryOfResource> entries = new LinkedHashMap<>();
    private final List<EntryOfResource> repeated = new ArrayList<>();
    private final List<Known> associations = new ArrayList<>();
    private final MissingParts missing = new MissingParts();
    private final Set<EntryKey> leftOut = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> carriedOver = new HashSet<>();

    AccessOfDocument(Document document, Map<String, String> given) {
        this.gathering = new Gathering(document);
        this.places = new ClusterPlaces(Optional.ofNullable(given.get("region")));
    }

    /** Names something that is not carried over. */
    void leaveOut(Field place, String address, String reason) {
        gathering.omit("line " + place.line() + (address.isEmpty() ? "" : ", " + address), reason);
    }

    private void leaveOut(Resource resource, String reason) {
        leaveOut(resource.place(), resource.address(), reason);
    }

    /** Names something of a resource, or of those of a block, that is worth knowing only if one of them is carried over. */
    void noteIfCarriedOver(String address, Field place, String reason) {
        notes.add(new Note(address, place, reason));
    }

    /** Names an entry that is not carried over, whatever else says something of it. */
    void leaveOutEntry(Resource entry, String reason) {
        leaveOut(entry, reason);
        Belonging.of(entry).key().ifPresent(key -> missing.ofEntry(key, entry.address()));
    }

    /** Names an entry of which this resource no longer speaks, though another one may. */
    void giveUpEntry(Resource entry, String reason) {
        leaveOut(entry, reason);
        Belonging.of(entry).key().ifPresent(leftOut::add);
    }

    /** Names an association that is not carried over; its entry cannot be complete without it. */
    void leaveOutAssociation(Resource association, String reason) {
        leaveOutAssociation(association, Belonging.of(association), reason);
    }

    /** Names a module that is not read; the entries that it is told of may get policies from it. */
    void leaveOutModule(Field body, String address, EntryReferences references, String reason) {
        leaveOut(body, address, reason);
        missing.ofReferences(references, address);
    }

    private void leaveOutAssociation(Resource association, Belonging whose, String reason) {
        Optional<String> anybodys = places.isElsewhere(association.home())
                ? Optional.empty()
                : missing.ofAnyEntry(whose, association.references(), association.address());
        leaveOut(association, anybodys.map(any -> reason + "; it " + any).orElse(reason));
    }

    void entry(Resource resource) {
        Belonging whose = Belonging.of(resource);
        whose.unknown().ifPresent(reason -> leaveOut(resource, reason));
        Optional<EntryKey> key = whose.unknown().isPresent() ? Optional.empty() : keyHere(resource, whose);
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
            missing.ofEntry(key.get(), resource.address());
        }
    }

    void association(Resource resource) {
        Belonging whose = Belonging.of(resource);
        if (whose.unknown().isPresent()) {
            leaveOutAssociation(resource, whose, whose.unknown().get());
        } else if (resource.home().isOpen() && places.elsewhere(resource.home()).isPresent()) {
            leaveOutAssociation(
                    resource, whose, places.elsewhere(resource.home()).get());
        } else {
            keyHere(resource, whose).ifPresent(key -> associations.add(new Known(resource, key)));
        }
    }

    /** Whose resource it is; empty if that is missing, or, with a reason, if it is somewhere else. */
    private Optional<EntryKey> keyHere(Resource resource, Belonging whose) {
        Home home = resource.home();
        whose.key().ifPresent(key -> places.note(key.cluster(), home));
        Optional<String> elsewhere = places.elsewhere(home);
        if (elsewhere.isPresent()) {
            whose.key().ifPresent(key -> leaveOut(resource, elsewhere.get()));
            return Optional.empty();
        }
        return whose.key();
    }

    /** All that is known of the document. */
    Carried finish() {
        repeated.forEach(this::repeated);
        entries.forEach((key, entry) -> missing.of(entry).ifPresent(part -> missing.ofEntry(key, part)));
        List<Known> taken = new ArrayList<>();
        for (Known association : associations) {
            if (associate(association)) {
                taken.add(association);
            }
        }
        for (Known association : taken) {
            if (missing.of(association.key()).isPresent()) {
                leaveOut(association.resource(), "its entry, of " + association.key() + ", was left out");
            } else {
                noteCarriedOver(association.resource());
            }
        }
        entries.forEach((key, entry) -> {
            Optional<String> several = places.several(key.cluster());
            Optional<String> part = missing.of(key);
            if (several.isPresent()) {
                leaveOut(entry.resource(), several.get());
            } else if (part.isEmpty()) {
                gathering.add(key.cluster(), entry.draft());
                noteCarriedOver(entry.resource());
            } else if (!part.get().equals(entry.resource().address())) {
                leaveOut(entry.resource(), "is not complete without " + part.get() + ", which was left out");
            }
        });
        notes.stream()
                .filter(note -> carriedOver.contains(note.address()))
                .forEach(note -> leaveOut(note.place(), note.address(), note.reason()));
        return gathering.finish();
    }

    private void noteCarriedOver(Resource resource) {
        carriedOver.add(resource.address());
        carriedOver.add(Address.block(resource.address()));
    }

    /** A state may have one entry twice, and knows of it alike; whoever configures it twice will be refused by EKS. */
    private void repeated(EntryOfResource other) {
        EntryKey key = other.key();
        EntryOfResource one = requireNonNull(entries.get(key));
        Optional<String> several = places.several(key.cluster());
        if (several.isPresent()) {
            leaveOut(other.resource(), several.get());
        } else if (!other.resource().hasWhatEksChose()) {
            other.principal()
                    .at()
                    .fault(other.principal().value()
                            + " already has an entry; a principal has only one, so put everything into that");
        } else if (one.isLike(other)) {
            leaveOut(other.resource(), "is the same entry as " + one.resource().address() + ", which stands for both");
        } else {
            String reason = "differs from what %s says of the same entry; keep one of them in Terraform";
            leaveOut(one.resource(), reason.formatted(other.resource().address()));
            leaveOut(other.resource(), reason.formatted(one.resource().address()));
            missing.ofEntry(key, one.resource().address());
        }
    }

    /** Whether an association was taken. */
    private boolean associate(Known association) {
        EntryKey key = association.key();
        Resource resource = association.resource();
        EntryOfResource entry = entries.get(key);
        Optional<String> several = places.several(key.cluster());
        if (several.isPresent()) {
            leaveOut(resource, several.get());
        } else if (!resource.home().hasRegion() && places.areSeveralNamed(key.cluster())) {
            leaveOut(
                    resource,
                    "says no region, and " + PlainText.name(key.cluster())
                            + " is the name of clusters in several; read them from documents of their own");
            missing.ofEntry(key, resource.address());
        } else if (entry == null) {
            boolean isLeftOut = leftOut.contains(key) || missing.of(key).isPresent();
            leaveOut(resource, "its entry, of " + key + (isLeftOut ? ", was left out" : ", is not in this document"));
        } else {
            try {
                return entry.add(resource);
            } catch (Unanswered e) {
                leaveOut(resource, e.reason());
                missing.ofEntry(key, resource.address());
            }
        }
        return false;
    }
}
