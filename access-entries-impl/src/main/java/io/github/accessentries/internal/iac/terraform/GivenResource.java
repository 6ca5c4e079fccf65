package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that somebody makes of values that are known.
 *
 * @param address what Terraform calls it
 * @param place what it is made of
 * @param home where its cluster is
 * @param arguments its arguments
 * @param tags its tags
 * @param scopes the scopes of an association
 */
record GivenResource(
        String address,
        Field place,
        Home home,
        Map<String, Field> arguments,
        Map<String, Field> tags,
        List<Field> scopes)
        implements Resource {

    @Override
    public boolean hasWhatEksChose() {
        return false;
    }

    @Override
    public Optional<Field> argument(String name) {
        return Optional.ofNullable(arguments.get(name)).filter(field -> !field.isEmpty());
    }

    /** Whoever makes it has answered whose it is. */
    @Override
    public EntryReferences references() {
        return EntryReferences.NONE;
    }
}
