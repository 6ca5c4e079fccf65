package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Parts of entries that are left out, by whatever is known of the entries that they belong to. */
final class MissingParts {

    private final Map<EntryKey, String> ofEntries = new HashMap<>();
    private final Map<String, String> ofPrincipals = new HashMap<>();
    private final Map<String, String> ofBlocks = new HashMap<>();

    /** Notes that a part of one entry is left out. */
    void ofEntry(EntryKey entry, String part) {
        ofEntries.putIfAbsent(entry, part);
    }

    /**
     * Notes that an association is left out.
     *
     * @param whose what is known of its entry
     * @param references the entries to which it refers
     * @param part its address
     * @return of which entries that could not be noted it may be a part, in a sentence; empty if there are none
     */
    Optional<String> ofAnyEntry(Belonging whose, EntryReferences references, String part) {
        if (whose.key().isPresent()) {
            ofEntry(whose.key().get(), part);
            return Optional.empty();
        }
        if (whose.principal().isPresent()) {
            ofPrincipals.putIfAbsent(whose.principal().get(), part);
            return Optional.empty();
        }
        ofReferences(references, part);
        return references.isOnlyTheirs()
                ? Optional.empty()
                : Optional.of("may belong to any entry of "
                        + whose.cluster().map(PlainText::name).orElse("any cluster")
                        + ", which is carried over without it");
    }

    /** Notes that something is left out that may be a part of each entry of some blocks. */
    void ofReferences(EntryReferences references, String part) {
        references.blocks().forEach(block -> ofBlocks.putIfAbsent(block, part));
    }

    /** The part of an entry that is left out; empty if none is known to be. */
    Optional<String> of(EntryOfResource entry) {
        return of(entry.key())
                .or(() -> Optional.ofNullable(ofPrincipals.get(entry.key().principal())))
                .or(() -> Optional.ofNullable(
                        ofBlocks.get(Address.block(entry.resource().address()))));
    }

    /** The part that is left out of whatever entry a principal has on a cluster. */
    Optional<String> of(EntryKey entry) {
        return Optional.ofNullable(ofEntries.get(entry));
    }
}
