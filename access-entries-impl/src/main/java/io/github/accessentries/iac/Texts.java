package io.github.accessentries.iac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a format says texts: plainly, or with something to fill in. */
interface Texts {

    /** Texts that stand for themselves. */
    Texts PLAIN = field -> field.text().map(text -> new Text(text, field));

    /**
     * Reads one text.
     *
     * @return the text, empty if the document is at fault
     * @throws NotCarriedOver if nothing here knows what is to be filled in
     */
    Optional<Text> read(Field field) throws NotCarriedOver;

    /** Whether a field is as good as not there. */
    default boolean isNothing(Field field) {
        return false;
    }

    /**
     * The items of a list.
     *
     * @throws NotCarriedOver if nothing here knows what the list is
     */
    default List<Field> items(Field list) throws NotCarriedOver {
        return list.items();
    }

    /** Reads a list of texts. */
    default List<Text> readAll(Field list) throws NotCarriedOver {
        List<Text> texts = new ArrayList<>();
        for (Field item : items(list)) {
            read(item).ifPresent(texts::add);
        }
        return texts;
    }
}
